from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NotPosted(BusinessError):
    code = "not_posted"
    message = gettext_noop("Only a posted voucher is taken back by a reversal; a waiting one is withdrawn.")


class VoucherReversedAlready(BusinessError):
    code = "voucher_reversed_already"
    message = gettext_noop("Voucher %(number)s is taken back already, or a reversal of it waits for approval.")


class VoucherPaid(BusinessError):
    code = "voucher_paid"
    message = gettext_noop(
        "%(paid)s of voucher %(number)s is paid. First take back what the payment was coded to, then reverse it."
    )


class SameVoucherAgain(BusinessError):
    code = "same_voucher_again"
    message = gettext_noop("The estate has a voucher with the reference %(reference)s of this kind and month already.")


class YearNotOver(BusinessError):
    code = "year_not_over"
    message = gettext_noop("%(year)s is not over yet.")


class BasisMissing(BusinessError):
    code = "basis_missing"
    message = gettext_noop("Say on which basis: the decision of the owners, or the agreement.")


class EarlierYearOpen(BusinessError):
    code = "earlier_year_open"
    message = gettext_noop("The true-up of %(year)s waits for approval; decide it first.")


class NothingToGiveBack(BusinessError):
    code = "nothing_to_give_back"
    message = gettext_noop("%(estate)s has no surplus of %(year)s to give back.")


class TruedUpAlready(BusinessError):
    code = "trued_up_already"
    message = gettext_noop("%(year)s of %(estate)s is trued up already, or waits for approval.")


class BalanceMoved(BusinessError):
    code = "balance_moved"
    message = gettext_noop("The balance was %(shown)s, in the ledger it is %(ledger)s now. Prepare the true-up anew.")


class SettlementNotApproved(BusinessError):
    code = "settlement_not_approved"
    message = gettext_noop("The settlement waits for approval: its cost is prepared afterwards.")

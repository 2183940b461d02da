from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToApprove(BusinessError):
    code = "nothing_to_approve"
    message = gettext_noop("No cost voucher of these waits for approval.")


class NotPosted(BusinessError):
    code = "not_posted"
    message = gettext_noop("Only a posted voucher is taken back by a reversal; a waiting one is withdrawn.")


class AlreadyReversed(BusinessError):
    code = "already_reversed"
    message = gettext_noop("Voucher %(number)s is taken back already, or a reversal of it waits for approval.")


class SameVoucherAgain(BusinessError):
    code = "same_voucher_again"
    message = gettext_noop("The estate has a voucher with the reference %(reference)s of this kind and month already.")


class ReasonMissing(BusinessError):
    code = "reason_missing"
    message = gettext_noop("Say why the voucher is taken back.")

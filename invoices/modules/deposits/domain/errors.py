from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class DepositNeedsAmount(BusinessError):
    code = "deposit_amount_needed"
    message = gettext_noop("A deposit needs an amount above zero.")


class MoreThanHeld(BusinessError):
    code = "deposit_more_than_held"
    message = gettext_noop("Of deposit %(number)s %(left)s is held and not spoken for, not %(amount)s.")


class MoreThanDue(BusinessError):
    code = "deposit_more_than_due"
    message = gettext_noop("At %(unit)s %(due)s is due and undisputed: no more of the deposit is set off than that.")


class DepositUsed(BusinessError):
    code = "deposit_used"
    message = gettext_noop("Deposit %(number)s was used, handed over or undone already.")


class DepositSpokenFor(BusinessError):
    code = "deposit_spoken_for"
    message = gettext_noop("Something of deposit %(number)s waits for approval. Decide it first.")


class NotTakenHere(BusinessError):
    code = "deposit_not_taken_here"
    message = gettext_noop("Deposit %(number)s was taken over or handed over: it is undone where it came from.")


class NoSuchReceipt(BusinessError):
    code = "deposit_no_such_receipt"
    message = gettext_noop("There is no receipt %(number)s that waits to be matched.")


class NotInCash(BusinessError):
    code = "provider_deposit_not_in_cash"
    message = gettext_noop("A provider's deposit is paid back through the bank.")


class DepositRestsOnIt(BusinessError):
    code = "deposit_rests_on_it"
    message = gettext_noop("Deposit %(number)s was taken from it. Undo the deposit.")


class NotThisPayer(BusinessError):
    code = "deposit_not_this_payer"
    message = gettext_noop("%(name)s is neither owner nor tenant of %(unit)s.")

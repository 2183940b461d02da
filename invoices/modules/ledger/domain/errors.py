from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class DoesNotBalance(BusinessError):
    code = "does_not_balance"
    message = gettext_noop("The entry of %(source)s does not balance: its legs sum to %(sum)s.")


class UnknownAccount(BusinessError):
    code = "unknown_account"
    message = gettext_noop("There is no ledger account %(account)s. Add it to the chart of accounts.")


class HasSubaccounts(BusinessError):
    code = "has_subaccounts"
    message = gettext_noop("Account %(account)s only adds up its sub-accounts. Post to one of them.")


class MonthIsClosed(BusinessError):
    """docs/product.md rule 11."""

    code = "month_is_closed"
    message = gettext_noop(
        "%(month)s is closed: %(source)s is not posted into it. A correction is posted today and names that month."
    )


class AlreadyClosed(BusinessError):
    code = "month_already_closed"
    message = gettext_noop("%(month)s is closed already.")


class NotClosed(BusinessError):
    code = "month_not_closed"
    message = gettext_noop("%(month)s is not closed.")


class EarlierMonthOpen(BusinessError):
    code = "earlier_month_open"
    message = gettext_noop("%(earlier)s is still open and has entries. Close it before %(month)s.")


class LaterMonthClosed(BusinessError):
    code = "later_month_closed"
    message = gettext_noop("%(later)s is closed as well. Reopen it before %(month)s.")


class NotAnAccountCode(BusinessError):
    code = "not_an_account_code"
    message = gettext_noop("“%(code)s” is no account code. Write four digits, and two more for each level: 5001.01.")


class AccountTaken(BusinessError):
    code = "account_taken"
    message = gettext_noop("There is an account %(account)s already.")


class NoHeadingAccount(BusinessError):
    code = "no_heading_account"
    message = gettext_noop("There is no account %(above)s above %(account)s. Add it first.")


class AccountInUse(BusinessError):
    code = "account_in_use"
    message = gettext_noop("Account %(account)s was posted to or has sub-accounts: it stays as it is.")


class UsedAccountKeepsCode(BusinessError):
    code = "used_account_keeps_code"
    message = gettext_noop(
        "Account %(account)s was posted to or has sub-accounts: its code and kind stay. Only its name can be changed."
    )


class OfTheWholeOnly(BusinessError):
    code = "of_the_whole_only"
    message = gettext_noop("This format holds the books of the whole company: leave out the estate.")


class AskedAlready(BusinessError):
    code = "asked_already"
    message = gettext_noop("The reopening of %(month)s is requested already.")


class NobodyAsked(BusinessError):
    code = "nobody_asked"
    message = gettext_noop("Nobody has requested the reopening of %(month)s.")

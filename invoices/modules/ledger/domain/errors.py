from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class DoesNotBalance(BusinessError):
    code = "does_not_balance"
    message = gettext_noop("The entry of %(source)s does not balance: its legs sum to %(sum)s.")


class UnknownAccount(BusinessError):
    code = "unknown_account"
    message = gettext_noop("There is no ledger account %(account)s. Add it to the chart of accounts.")

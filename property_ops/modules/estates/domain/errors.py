"""What is refused of the company's own data, by name."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class BankAccountWaits(BusinessError):
    code = "bank_account_waits"
    message = gettext_noop("A change of the bank account waits for approval already: it must be decided first.")


class SameBankAccount(BusinessError):
    code = "same_bank_account"
    message = gettext_noop("This is the bank account already.")

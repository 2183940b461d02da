"""What is refused of the company's own data, by name."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class BankAccountWaits(BusinessError):
    code = "bank_account_waits"
    message = gettext_noop("A change of the bank account waits for approval already: it must be decided first.")


class NothingChanges(BusinessError):
    code = "nothing_changes"
    message = gettext_noop("Nothing is different from what is registered for that day.")


class UnitChangeWaits(BusinessError):
    code = "unit_change_waits"
    message = gettext_noop("A change of %(unit)s waits for approval already: it must be decided first.")


class UnitChangedLater(BusinessError):
    code = "unit_changed_later"
    message = gettext_noop("%(unit)s changes on %(day)s already, which is later. Choose a later day.")


class UnitChangedMeanwhile(BusinessError):
    code = "unit_changed_meanwhile"
    message = gettext_noop("%(unit)s is not as it was when the change was prepared. Reject it, and prepare it again.")


class TenantWithoutLetting(BusinessError):
    code = "tenant_without_letting"
    message = gettext_noop("A tenant is named, but the unit is not let: say that it is, or leave the tenant out.")


class SameBankAccount(BusinessError):
    code = "same_bank_account"
    message = gettext_noop("This is the bank account already.")

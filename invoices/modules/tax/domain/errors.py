from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoRate(BusinessError):
    code = "no_vat_rate"
    message = gettext_noop("No approved VAT rate of “%(item)s” is in force on %(day)s. Enter one under “VAT rates”.")


class NotATaxpayer(BusinessError):
    code = "no_taxpayer_kind"
    message = gettext_noop("It is not recorded what kind of VAT payer the company is on %(day)s.")


class NothingToExport(BusinessError):
    code = "no_invoice_request"
    message = gettext_noop("Every bill and credit note of %(month)s that needs an invoice has been exported already.")


class VersionTaken(BusinessError):
    code = "vat_rate_taken"
    message = gettext_noop("A version from %(day)s or later is there already: give a later first day.")


class MonthRuns(BusinessError):
    code = "vat_of_a_running_month"
    message = gettext_noop("%(month)s is not over yet: its VAT is posted afterwards.")


class NoVatToPost(BusinessError):
    code = "no_vat_to_post"
    message = gettext_noop("The VAT of %(month)s is in the ledger as its bills and credit notes have it.")


class NotATaxNumber(BusinessError):
    code = "not_a_tax_number"
    message = gettext_noop("%(number)s is no tax number: of 18 signs the last one must fit, or it has 15, 17 or 20.")


class NotIssuedYet(BusinessError):
    code = "invoice_of_a_bill_not_issued"
    message = gettext_noop("An invoice is asked for of issued bills only.")

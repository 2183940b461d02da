"""What can go wrong between us and ERPNext, in words an accountant understands."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class ErpnextError(BusinessError):
    """The base of everything that ERPNext, or the way to it, answered."""


class NotConfigured(ErpnextError):
    code = "erpnext_not_configured"
    message = gettext_noop("ERPNext is not set up: %(missing)s is missing. Fill in the page “ERPNext”.")


class BadSetting(ErpnextError):
    code = "erpnext_bad_setting"
    message = gettext_noop("%(setting)s “%(value)s” cannot be used: %(why)s.")


class Unreachable(ErpnextError):
    """No answer, or none that can be read: whether the document arrived is not known."""

    code = "erpnext_unreachable"
    message = gettext_noop(
        "ERPNext does not answer (%(detail)s). Nothing is lost: the push goes on from here when it is run again."
    )


class NotLetIn(ErpnextError):
    code = "erpnext_not_let_in"
    message = gettext_noop("ERPNext does not accept the token, or the user may not do this: %(detail)s")


class Refused(ErpnextError):
    """ERPNext read the document and said no; `kind` is its exc_type."""

    code = "erpnext_refused"
    message = gettext_noop("ERPNext refused it (%(kind)s): %(detail)s")


class AlreadyThere(Refused):
    """Another document has this id: what was sent before did arrive."""

    code = "erpnext_already_there"


class SetupMissing(ErpnextError):
    code = "erpnext_setup_missing"
    message = gettext_noop("ERPNext is not ready: %(problem)s Run: property-ops erpnext setup")


SENTENCES = {
    "FiscalYearError": gettext_noop(
        "ERPNext has no fiscal year for this date. Open it in ERPNext (Fiscal Year), then retry."
    ),
    "ClosedAccountingPeriod": gettext_noop("The period is closed in ERPNext. Open it there, then retry."),
    "LinkValidationError": gettext_noop("ERPNext does not know something that the document names: %(detail)s"),
    "DoesNotExistError": gettext_noop("ERPNext does not know something that the document names: %(detail)s"),
    "MandatoryError": gettext_noop("ERPNext wants a field that is empty: %(detail)s"),
    "PermissionError": gettext_noop("ERPNext does not allow the token's user to do this: %(detail)s"),
    "ValidationError": gettext_noop("ERPNext does not accept the document: %(detail)s"),
    "not_kept": gettext_noop("ERPNext dropped the field %(detail)s without a word. Run: property-ops erpnext setup"),
    "not_equal": gettext_noop(
        "ERPNext holds other figures than we sent: %(detail)s. Cancel the document there, then retry."
    ),
    "not_submitted": gettext_noop("The document is in ERPNext, but as %(detail)s. Submit it there, then retry."),
    "no_account": gettext_noop(
        "ERPNext has no account for our account %(detail)s. Run: property-ops erpnext setup, or name one on the page."
    ),
    "waits_for": gettext_noop("It waits for %(detail)s, which is not in ERPNext yet."),
}
"""exc_type, or a code of ours → what an accountant reads; others: the sentence of Refused."""


def sentence_of(kind: str) -> str:
    return SENTENCES.get(kind, Refused.message)

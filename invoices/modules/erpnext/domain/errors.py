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


class NoConnection(ErpnextError):
    """The very first question got no answer: the address is wrong, or nothing runs there."""

    code = "erpnext_no_connection"
    message = gettext_noop(
        "Nothing answers at the address of ERPNext (%(detail)s). Look at the address on the page, and whether it runs."
    )


class BadCertificate(ErpnextError):
    code = "erpnext_bad_certificate"
    message = gettext_noop(
        "The certificate of ERPNext is not accepted (%(detail)s). Have it renewed, or its authority made known here."
    )


class CompanyChanged(ErpnextError):
    code = "erpnext_company_changed"
    message = gettext_noop(
        "Documents were sent to the company “%(old)s”, and the settings name “%(new)s” now. Say what that means on the "
        "page “ERPNext”, or run: property-ops erpnext company --renamed, or --another"
    )


class RolesMissing(ErpnextError):
    code = "erpnext_roles_missing"
    message = gettext_noop("The token's user lacks roles in ERPNext. Give it there: %(roles)s")


class GaveUp(ErpnextError):
    """Each further document would have been refused for the same reason."""

    code = "erpnext_gave_up"
    message = gettext_noop("ERPNext refused %(count)s documents one after the other, for one reason: %(why)s")


class NotAllocated(ErpnextError):
    code = "erpnext_not_allocated"
    message = gettext_noop("ERPNext does not allocate the payments of %(name)s as they are here: %(why)s")


class NotForeign(ErpnextError):
    code = "erpnext_not_foreign"
    message = gettext_noop("%(name)s does not stand in the books of the company in ERPNext, or it came from here.")


class NoSuchDocument(ErpnextError):
    code = "erpnext_no_such_document"
    message = gettext_noop("%(document)s was not sent to ERPNext.")


class NoSuchAccount(ErpnextError):
    code = "erpnext_no_such_account"
    message = gettext_noop("Our ledger has no account %(account)s.")


class AmendedThere(ErpnextError):
    code = "erpnext_amended_there"
    message = gettext_noop("%(document)s was replaced in ERPNext by %(name)s. Sent again it would stand there twice.")


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
    "no_item": gettext_noop(
        "ERPNext's store has no item for the material %(detail)s. Make one there with that code or name, then run: "
        "property-ops erpnext setup"
    ),
    "StockOverReturnError": gettext_noop(
        "ERPNext lets an item of an invoice be returned once, and this is a second credit note on it. Run: "
        "property-ops erpnext setup, then push again: it goes without the item."
    ),
    "PartyDisabled": gettext_noop("The customer is disabled in ERPNext. Enable it there, then retry. %(detail)s"),
    "PartyFrozen": gettext_noop("The customer is frozen in ERPNext. Unfreeze it there, then retry. %(detail)s"),
    "DataError": gettext_noop("A field of ours is missing in ERPNext. Run: property-ops erpnext setup"),
    "AttributeError": gettext_noop(
        "Something that the document names is no longer in ERPNext, such as a customer that was renamed or deleted "
        "just now. Push again: it is looked up anew."
    ),
    "program": gettext_noop(
        "ERPNext's own program broke off at this document. Push again; where that does not help, its administrator "
        "finds the cause in its Error Log. %(detail)s"
    ),
    "amended": gettext_noop(
        "It was cancelled in ERPNext and replaced there by %(detail)s. It is not sent again: it would stand "
        "there twice."
    ),
    "paid_there": gettext_noop(
        "The voucher is taken back here, but in ERPNext a payment pays %(detail)s. Cancel that payment there or take it"
        " off the invoice, then retry."
    ),
    "as_others": gettext_noop("It was not tried: others of its month were refused for this: %(detail)s"),
    "waits_for": gettext_noop("It waits for %(detail)s, which is not in ERPNext yet."),
}
"""exc_type, or a code of ours → what an accountant reads; others: the sentence of Refused."""


_OF_THE_PROGRAM = ("TypeError", "IndexError", "KeyError", "UnboundLocalError", "NameError", "ImportError")
"""Errors of the server's program: the document may be as it should, and nothing need be gone."""


def sentence_of(kind: str) -> str:
    if kind in _OF_THE_PROGRAM:
        return SENTENCES["program"]
    return SENTENCES.get(kind, Refused.message)

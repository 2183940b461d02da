"""What the audit log says of the way to ERPNext."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "erpnext.configured": gettext_noop("changed the connection to ERPNext"),
    "erpnext.company": gettext_noop("said what another company in ERPNext means"),
    "erpnext.known": gettext_noop("marked a document in ERPNext as known"),
    "erpnext.correction": gettext_noop("proposed to reverse a receipt that was cancelled in ERPNext"),
    "erpnext.adopted": gettext_noop("told customers in ERPNext who they are here"),
    "erpnext.change": gettext_noop("proposed what was changed in ERPNext"),
    "erpnext.mapped": gettext_noop("changed where ERPNext books something"),
    "erpnext.set_up": gettext_noop("set up ERPNext"),
    "erpnext.pushed": gettext_noop("sent documents to ERPNext"),
    "erpnext.pulled": gettext_noop("took over payments from ERPNext"),
    "erpnext.retried": gettext_noop("let a document be sent to ERPNext again"),
}

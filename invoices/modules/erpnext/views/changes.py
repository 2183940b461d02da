"""What was changed or booked in ERPNext, and which documents there are known to be none of ours."""

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.approvals import KNOWN_DOCUMENTS, REMOTE_CHANGES
from property_ops.framework.approval.display import StateColumn, decision
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage


class DecidedTable(columns.ListTable):
    """Rows of which each waits for another person, or was decided."""

    kind: ApprovalKind[Any]
    question: Any
    decide = columns.Text(verbose_name="", empty_values=(), orderable=False, exclude_from_export=True)

    def render_decide(self, record: Any) -> SafeString | str:
        """The buttons of what waits."""
        buttons = decision(self.kind, record, self.request.user, question=self.question)
        if buttons is None:
            return str(record.rejected_because)
        shown = render_to_string("framework/approval/buttons.html", {"decision": buttons}, request=self.request)
        return SafeString(shown)


class ChangeTable(DecidedTable):
    kind, question = REMOTE_CHANGES, _("Make it here as it is in ERPNext?")
    what = columns.Text(verbose_name=_("kind of change"), accessor="kind")
    label = columns.Text(verbose_name=_("document"))
    name = columns.Text(verbose_name=_("name in ERPNext"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    before = columns.Text(verbose_name=_("as it is here"))
    after = columns.Text(verbose_name=_("as it is in ERPNext"))
    amount = columns.Amount(verbose_name=_("amount"))
    prepared_by = columns.Text(verbose_name=_("brought back by"))
    state = StateColumn()

    class Meta:
        sequence = ("...", "decide")

    def render_what(self, record: Any) -> str:
        return str(record.get_kind_display())

    value_what = render_what


class OfErpnext(ListPage):
    permission_required = "erpnext.view"
    personal_data = False
    menu = "erpnext"
    above = ((_("ERPNext"), "erpnext"),)


class Changes(OfErpnext):
    title = _("Changes in ERPNext")
    subtitle = _(
        "Tasks that were moved there, hours that were corrected, purchase invoices that were booked. Nothing changes "
        "here before another person accepts it."
    )
    table_class = ChangeTable
    empty_text = _("Nothing was changed in ERPNext that ought to be here.")
    export_name = "erpnext-changes"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.remote_changes(self.user).order_by("-pk")


class KnownTable(DecidedTable):
    kind, question = KNOWN_DOCUMENTS, _("Shall the comparison leave it out?")
    doctype = columns.Text(verbose_name=_("kind"))
    name = columns.Text(verbose_name=_("name in ERPNext"))
    day = columns.DayColumn(verbose_name=_("day"))
    amount = columns.Amount(verbose_name=_("amount"))
    reason = columns.Text(verbose_name=_("reason"))
    prepared_by = columns.Text(verbose_name=_("marked as known by"))
    decided_by = columns.Text(verbose_name=_("decided by"))
    state = StateColumn()

    class Meta:
        sequence = ("...", "decide")


class KnownDocuments(OfErpnext):
    title = _("Known documents in ERPNext")
    subtitle = _(
        "They did not come from here. Approved by a second person, the comparison leaves them out as they stand."
    )
    table_class = KnownTable
    empty_text = _("No document of others is known.")
    export_name = "erpnext-known"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.known_marks(self.user).order_by("-pk")

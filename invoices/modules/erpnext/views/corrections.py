"""Receipts whose payments were cancelled in ERPNext: reversed here once a second person approves."""

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.approvals import PAYMENT_CORRECTIONS
from property_ops.framework.approval.display import StateColumn, decision
from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage


class CorrectionTable(columns.ListTable):
    receipt = columns.Text(verbose_name=_("receipt"), accessor="receipt__number", attrs={"td": {"class": "day"}})
    received_on = columns.DayColumn(verbose_name=_("received on"), accessor="receipt__received_on")
    payer_name = columns.Text(verbose_name=_("payer"), accessor="receipt__payer_name")
    amount = columns.Amount(verbose_name=_("amount"), accessor="receipt__amount")
    cancelled = columns.Text(verbose_name=_("cancelled in ERPNext"))
    replaced_by = columns.Text(verbose_name=_("replaced by"))
    prepared_by = columns.Text(verbose_name=_("fetched by"))
    state = StateColumn()
    decide = columns.Text(verbose_name="", empty_values=(), orderable=False, exclude_from_export=True)

    def render_decide(self, record: Any) -> SafeString | str:
        """The buttons of what waits."""
        question = _("Reverse the receipt here? What replaces it is taken over the next time payments are fetched.")
        buttons = decision(PAYMENT_CORRECTIONS, record, self.request.user, question=question)
        if buttons is None:
            return str(record.rejected_because)
        shown = render_to_string("framework/approval/buttons.html", {"decision": buttons}, request=self.request)
        return SafeString(shown)


class Corrections(ListPage):
    title = _("Payments corrected in ERPNext")
    subtitle = _("Cancelled or amended there after both sides had them. Another person approves the reversal here.")
    permission_required = "payments.view"
    menu = "erpnext"
    table_class = CorrectionTable
    empty_text = _("No payment was cancelled in ERPNext.")
    export_name = "erpnext-corrections"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.corrections(self.user).order_by("-pk")

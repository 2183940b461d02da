"""What files say went out of the bank and the payment services, and what it was for."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.approvals import REFUND_LINKS
from invoices.modules.payments.domain.states import DisbursementState
from invoices.modules.payments.selectors import disbursements as read
from invoices.modules.payments.views.coding import coded_rows
from invoices.modules.payments.views.receipts import CHANNELS, channel_name
from property_ops.framework import audit
from property_ops.framework.approval.display import decision
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Choice, DayFilter, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button

QUESTION = _("Approve? The receipt is given back, and whoever paid it owes it again.")
COLOURS = {
    DisbursementState.OPEN: "yellow",
    DisbursementState.PROPOSED: "orange",
    DisbursementState.CODED: "green",
    DisbursementState.GIVEN_BACK: "green",
    DisbursementState.REVERSED: "secondary",
}
STATES = Badges.of(DisbursementState, COLOURS)


class DisbursementTable(columns.ListTable):
    posted_on = columns.DayColumn(verbose_name=_("posted on"))
    paid_on = columns.DayColumn(verbose_name=_("paid on"), linkify=("payment_out", {"pk": columns.A("pk")}))
    channel = columns.StateColumn(verbose_name=_("way of payment"), badges=CHANNELS)
    payee_name = columns.Text(verbose_name=_("payee"))
    memo = columns.Text(verbose_name=_("memo"), linkify=("payment_out", {"pk": columns.A("pk")}))
    amount = columns.Amount(verbose_name=_("amount"), total=True)
    left = columns.Amount(verbose_name=_("left to code"), total=True)
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    refund_of = columns.Text(verbose_name=_("refund of transaction"))
    receipt = columns.Text(
        verbose_name=_("receipt"), linkify=("receipt", {"pk": columns.A("receipt__pk")}), accessor="receipt"
    )
    transaction = columns.Text(verbose_name=_("transaction number"))


class DisbursementFilters(Filters):
    state = Choice(label=_("State"), choices=STATES.choices, empty_label=_("all"))
    channel = Choice(label=_("Way of payment"), choices=CHANNELS.choices, empty_label=_("all"))
    since = DayFilter(label=_("posted from"), field_name="posted_on", lookup_expr="gte")
    until = DayFilter(label=_("posted until"), field_name="posted_on", lookup_expr="lte")


class PaymentsOut(ListPage):
    title = _("Payments out")
    subtitle = _("From the files of the bank and the payment services. Say of each what it paid.")
    permission_required = "payments.view"
    menu = "receipts"
    table_class = DisbursementTable
    filterset_class = DisbursementFilters
    days_of = ("since", "until")
    search_hint = _("payee, memo, transaction number")
    export_name = "payments-out"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return read.payments_out()

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_payments_out(queryset, text)


class PaymentOut(DetailPage):
    """One payment out: what it says, and what persons said of it. Every look is recorded (rule 20)."""

    permission_required = "payments.view"
    personal_data = True
    menu = "receipts"
    above = (
        (_("Receipts"), "receipts"),
        (_("Payments out"), "payments_out"),
    )
    template_name = "payments/payment_out.html"

    def get_queryset(self) -> Any:
        return read.payments_out().select_related("recorded_by", "twin", "reversal__decided_by")

    def get_title(self) -> str:
        return gettext("Payment out of ¥%(amount)s") % {"amount": self.object.amount.grouped()}

    def get_subtitle(self) -> str:
        return f"{self.object.paid_on} · {channel_name(self.object.channel)} · {self.object.payee_name or '—'}"

    def buttons(self) -> Sequence[Button]:
        one, found = self.object, []
        if one.state == DisbursementState.OPEN and self.user.has_perm("payments.match"):
            found.append(Button(_("Code it"), reverse("code_payment", args=[one.pk]), "message-2", primary=True))
        if one.state == DisbursementState.OPEN and one.left == one.amount and self.user.has_perm("payments.refund"):
            found.append(
                Button(_("Gives back a receipt"), reverse("propose_refund_link", args=[one.pk]), "receipt-refund")
            )
        is_free = one.state == DisbursementState.OPEN and one.left == one.amount
        if one.twin_id and is_free and self.user.has_perm("payments.reverse"):
            found.append(Button(_("Reverse"), reverse("reverse_payment_out", args=[one.pk]), "receipt-off"))
        return found

    def facts(self) -> list[Fact]:
        one = self.object
        twin = one.twin and Fact(
            _("May be the same as"),
            f"{one.twin.paid_on} · ¥{one.twin.amount.grouped()} · {one.twin.payee_name or one.twin.memo or '—'}",
            reverse("payment_out", args=[one.twin.pk]),
        )
        reversal = one.state == DisbursementState.REVERSED and Fact(
            _("Reversed by"), f"{one.reversal.decided_by} · {one.reversal.reason}"
        )
        return [
            Fact(_("State"), STATES.badge(one.state)),
            *filter(None, [twin, reversal]),
            Fact(_("Paid on"), one.paid_on),
            Fact(_("Posted on"), one.posted_on),
            Fact(_("Amount"), one.amount),
            Fact(_("Left to code"), one.left),
            Fact(_("Fee"), one.fee),
            Fact(_("Payee"), one.payee_name),
            Fact(_("Payee's account"), one.payee_account),
            Fact(_("Payment memo"), one.memo),
            Fact(_("Transaction number"), one.transaction),
            Fact(_("Refund of transaction"), one.refund_of),
            Fact(_("File"), one.file),
            Fact(_("Recorded by"), one.recorded_by),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="payments.viewed", subject=self.object.transaction)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = read.refund_links_of(self.object)
        return super().get_context_data(**kwargs) | {
            "coded": coded_rows(self.object),
            "may_undo": self.user.has_perm("payments.match"),
            "refund_links": [(one, decision(REFUND_LINKS, one, self.user, question=QUESTION)) for one in links],
        }

"""The receipts, and one receipt with what it paid."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.selectors import papers as read_papers
from invoices.modules.payments.selectors import receipts as read
from invoices.modules.payments.services import reverse as reverse_receipt
from invoices.modules.payments.services import undo_match
from invoices.modules.payments.views.coding import coded_rows
from property_ops.framework import audit
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Choice, DayFilter, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, FormPage, ReasonForm

COLOURS = {
    ReceiptState.WAITING: "yellow",
    ReceiptState.DEFERRED: "orange",
    ReceiptState.MATCHED: "green",
    ReceiptState.TRANSFER: "blue",
    ReceiptState.REVERSED: "gray",
}
STATES, CHANNELS = Badges.of(ReceiptState, COLOURS), Badges.of(PaymentChannel, {})


def channel_name(channel: str) -> str:
    return gettext(PaymentChannel(channel).word)


class ReceiptTable(columns.ListTable):
    number = columns.Text(
        verbose_name=_("receipt number"), linkify=("receipt", {"pk": columns.A("pk")}), attrs={"td": {"class": "day"}}
    )
    posted_on = columns.DayColumn(verbose_name=_("posted on"))
    received_on = columns.DayColumn(verbose_name=_("received on"))
    channel = columns.StateColumn(verbose_name=_("way of payment"), badges=CHANNELS)
    payer_name = columns.Text(verbose_name=_("payer"), attrs={"td": {"class": "name"}})
    memo = columns.Text(verbose_name=_("payment memo"))
    amount = columns.Amount(verbose_name=_("amount"), total=True)
    left = columns.Amount(verbose_name=_("left to match"))
    accounts = columns.Text(
        verbose_name=_("account"), accessor="matches", orderable=False, attrs={"td": {"class": "keep"}}
    )
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    transaction = columns.Text(verbose_name=_("transaction number"), visible=False)
    note = columns.Text(verbose_name=_("note"), visible=False)

    def render_accounts(self, record: Any) -> str:
        return "、".join(match.unit.code for match in record.matches.all() if match.undone_on is None)

    value_accounts = render_accounts


class ReceiptFilters(Filters):
    state = Choice(label=_("State"), choices=STATES.choices, empty_label=_("all"))
    channel = Choice(label=_("Way of payment"), choices=CHANNELS.choices, empty_label=_("all"))
    since = DayFilter(label=_("posted from"), field_name="posted_on", lookup_expr="gte")
    until = DayFilter(label=_("posted until"), field_name="posted_on", lookup_expr="lte")


class Receipts(ListPage):
    title = _("Receipts")
    permission_required = "payments.view"
    table_class = ReceiptTable
    filterset_class = ReceiptFilters
    days_of = ("since", "until")
    search_hint = _("receipt or transaction number, payer, memo, room")
    empty_text = _("No money has come in yet. Import the bank's and the payment services' files, or enter a receipt.")
    export_name = "receipts"
    empty_offer = (_("Import files of the bank and of WeChat"), "import")
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return read.all_receipts()

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_receipts(queryset, text)

    def buttons(self) -> Sequence[Button]:
        out = Button(_("Payments out"), reverse("payments_out"), "cash-minus")
        if not self.user.has_perm("payments.match"):
            return (out,)
        return (
            out,
            Button(_("Match receipts"), reverse("matching"), "target-arrow"),
            Button(_("Enter a receipt"), reverse("enter_receipt"), "plus", primary=True),
        )


class ReceiptPage(DetailPage):
    """One receipt: what it says, whom it was matched with, what it paid. Every look is recorded (rule 20)."""

    permission_required = "payments.view"
    personal_data = True
    menu = "receipts"
    above = ((_("Receipts"), "receipts"),)
    template_name = "payments/receipt.html"
    panel_slot = "receipt_panels"

    def get_queryset(self) -> Any:
        return read.all_receipts().select_related("recorded_by")

    def get_title(self) -> str:
        return gettext("Receipt %(number)s") % {"number": self.object.number}

    def get_subtitle(self) -> str:
        return f"{self.object.received_on} · {channel_name(self.object.channel)} · ¥{self.object.amount.grouped()}"

    def buttons(self) -> Sequence[Button]:
        one, found = self.object, []
        if one.state in (ReceiptState.WAITING, ReceiptState.DEFERRED) and self.user.has_perm("payments.match"):
            found.append(Button(_("Match"), f"{reverse('matching')}?at={one.pk}", "target-arrow", primary=True))
            if one.left == one.amount:
                found.append(Button(_("Not a resident's money"), reverse("transfer_in", args=[one.pk]), "transfer-in"))
        if one.state == ReceiptState.MATCHED:
            found.append(Button(_("Print"), reverse("receipt_pdf", args=[one.pk]), "printer"))
            if self.user.has_perm("payments.match"):
                found.append(Button(_("Undo the match"), reverse("undo_match", args=[one.pk]), "arrow-back-up"))
        if (
            one.state not in (ReceiptState.REVERSED, ReceiptState.TRANSFER)
            and (not one.file or one.twin_id)
            and self.user.has_perm("payments.reverse")
        ):
            found.append(Button(_("Reverse"), reverse("reverse_receipt", args=[one.pk]), "receipt-off"))
        return found

    def facts(self) -> list[Fact]:
        one = self.object
        twin = one.twin and Fact(_("May be the same as"), one.twin.number, reverse("receipt", args=[one.twin.pk]))
        return [
            Fact(_("State"), STATES.badge(one.state)),
            *filter(None, [twin]),
            Fact(_("Received on"), one.received_on),
            Fact(_("Posted on"), one.posted_on),
            Fact(_("Amount"), one.amount),
            Fact(_("Left to match"), one.left),
            Fact(_("Given back"), one.refunded),
            Fact(_("Fee"), one.whole_fee),
            Fact(_("Payer"), one.payer_name),
            Fact(_("Payer's account"), one.payer_account),
            Fact(_("Payment memo"), one.memo),
            Fact(_("Transaction number"), one.transaction),
            Fact(_("File"), one.file or gettext("entered by hand")),
            Fact(_("Recorded by"), one.recorded_by),
            Fact(_("Note"), one.note),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="payments.viewed", subject=self.object.number)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matches = list(read.matches_of(self.object))
        paid = read_papers.paid_lines([match.credit_id for match in matches])
        return super().get_context_data(**kwargs) | {
            "matches": [(match, paid.get(match.credit_id, ())) for match in matches],
            "coded": coded_rows(self.object),
            "may_undo": self.user.has_perm("payments.match"),
        }


class WithReason(FormPage):
    """A change of a receipt that needs a reason."""

    menu = "receipts"
    above = ((_("Receipts"), "receipts"),)
    form_class = ReasonForm
    narrow = True

    def get_success_url(self) -> str:
        return reverse("receipt", args=[self.kwargs["pk"]])

    def order(self, form: Any) -> dict[str, Any]:
        return {
            "receipt": self.kwargs["pk"],
            "because": form.cleaned_data["because"],
            "by": self.user,
            "now": timezone.now(),
            "today": timezone.localdate(),
        }


class UndoMatch(WithReason):
    permission_required = "payments.match"
    title = _("Undo the match")
    subtitle = _("The receipt waits to be matched again, and what it had paid is open again. The history stays.")
    success_message = _("The match is undone.")

    def form_valid(self, form: Any) -> HttpResponse:
        undo_match(**self.order(form))
        return super().form_valid(form)


class Reverse(WithReason):
    permission_required = "payments.reverse"
    title = _("Reverse the receipt")
    subtitle = _("For a receipt that was entered by mistake. Another person than entered it must do so.")
    success_message = _("The receipt is reversed.")

    def form_valid(self, form: Any) -> HttpResponse:
        reverse_receipt(**self.order(form))
        return super().form_valid(form)

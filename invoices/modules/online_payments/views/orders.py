"""Online payments in the office: what was begun and paid, giving one back, the services' bills."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.approvals import ONLINE_REFUNDS
from invoices.modules.online_payments.domain.states import BillOfDayState, OrderState
from invoices.modules.online_payments.selectors import orders as read
from invoices.modules.online_payments.services import propose_online_refund
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.approval.display import decision
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage
from property_ops.kernel.money import NotMoney, Yuan

SERVICES = (PaymentChannel.WECHAT, PaymentChannel.ALIPAY)
CHANNELS = Badges.of(PaymentChannel, {})
STATES = Badges.of(OrderState, {OrderState.OPEN: "yellow", OrderState.PAID: "green", OrderState.CLOSED: "gray"})
BILLS = Badges.of(
    BillOfDayState, {BillOfDayState.TIES: "green", BillOfDayState.DIFFERS: "red", BillOfDayState.FAILED: "red"}
)


class OrderTable(columns.ListTable):
    number = columns.Text(verbose_name=_("order number"), linkify=("online_order", {"number": columns.A("number")}))
    made_at = columns.Moment(verbose_name=_("ordered at"))
    unit = columns.Text(
        verbose_name=_("account"), accessor="whose", order_by="unit__code", attrs={"td": {"class": "day"}}
    )
    channel = columns.StateColumn(verbose_name=_("way of payment"), badges=CHANNELS)
    amount = columns.Amount(verbose_name=_("amount"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    receipt = columns.Text(verbose_name=_("receipt"), accessor="receipt__number")
    transaction = columns.Text(verbose_name=_("transaction number"), visible=False)


class OrderFilters(Filters):
    state = Choice(label=_("State"), choices=STATES.choices, empty_label=_("all"))
    channel = Choice(
        label=_("Way of payment"), choices=[(str(one), CHANNELS.words(one)) for one in SERVICES], empty_label=_("all")
    )
    refund = Choice(
        label=_("Refund"), choices=[("failed", _("refused by the service"))], empty_label=_("all"), method="refused"
    )

    def refused(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(pk__in=read.refunds_failed(self.request.user).values("order"))


class Orders(ListPage):
    title = _("Online payments")
    permission_required = "payments.view"
    table_class = OrderTable
    filterset_class = OrderFilters
    search_hint = _("order, transaction, or account")
    export_name = "online-payments"
    personal_data = True
    empty_text = _("Nobody has paid by phone yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_orders(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_orders(queryset, text, user=self.user)

    def buttons(self) -> Sequence[Button]:
        found = [Button(_("Bills of the services"), reverse("online_bills"), "file-check")]
        if self.user.has_perm("online_payments.view"):
            found.append(Button(_("Payment codes"), reverse("payment_codes"), "qrcode"))
        return found


class OrderPage(DetailPage):
    permission_required = "payments.view"
    personal_data = True
    menu = "online_orders"
    above = ((_("Online payments"), "online_orders"),)
    slug_field = slug_url_kwarg = "number"
    template_name = "online_payments/order.html"

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_orders(self.user)

    def get_subtitle(self) -> str:
        whose = f"{self.object.unit.code} · {self.object.tenure.name}" if self.object.unit else self.object.words
        return f"{whose} · ¥{self.object.amount.grouped()}"

    def buttons(self) -> Sequence[Button]:
        if self.object.state != OrderState.PAID or not self.user.has_perm("payments.refund"):
            return ()
        address = reverse("online_refund_new", args=[self.object.number])
        return (Button(_("Give it back"), address, "receipt-refund"),)

    def facts(self) -> list[Fact]:
        one = self.object
        receipt = one.receipt and Fact(_("Receipt"), one.receipt.number, reverse("receipt", args=[one.receipt_id]))
        return [
            Fact(_("State"), STATES.badge(one.state)),
            Fact(_("Way of payment"), CHANNELS.words(one.channel)),
            Fact(_("Begun"), one.made_at),
            Fact(_("Paid at"), one.paid_at),
            Fact(_("Transaction number"), one.transaction),
            *filter(None, [receipt]),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refunds = read.visible_refunds(self.user).filter(order=self.object)
        return super().get_context_data(**kwargs) | {
            "lines": self.object.lines.select_related("line__bill"),
            "notices": read.notices_of(self.object.number),
            "refunds": [(one, decision(ONLINE_REFUNDS, one, self.user)) for one in refunds],
        }


class RefundForm(forms.Form):
    amount = forms.CharField(label=_("Amount"), max_length=20)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def clean_amount(self) -> Yuan:
        try:
            return Yuan.parse(self.cleaned_data["amount"].lstrip("¥￥ "))
        except NotMoney as error:
            raise forms.ValidationError(error.sentence(gettext)) from error


class ProposeOnlineRefund(FormPage):
    permission_required = "payments.refund"
    menu = "online_orders"
    title = _("Give an online payment back")
    subtitle = _("Once another person approves, the payment service pays it back the way it came.")
    form_class = RefundForm
    narrow = True
    success_message = _("The refund waits for another person's approval.")

    @cached_property
    def order(self) -> Any:
        return get_object_or_404(read.visible_orders(self.user), number=self.kwargs["number"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Online payments"), reverse("online_orders")), Crumb(self.order.number, self.get_success_url())]

    def get_initial(self) -> dict[str, Any]:
        return {"amount": str(self.order.amount)}

    def get_success_url(self) -> str:
        return reverse("online_order", args=[self.order.number])

    def form_valid(self, form: Any) -> HttpResponse:
        propose_online_refund(order=self.order, **form.cleaned_data, by=self.user, now=timezone.now())
        return super().form_valid(form)


class BillTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("day"))
    channel = columns.StateColumn(verbose_name=_("way of payment"), badges=CHANNELS)
    state = columns.StateColumn(verbose_name=_("state"), badges=BILLS)
    orders = columns.Number(verbose_name=_("orders"))
    differences = columns.Text(verbose_name=_("differences"), orderable=False)
    fetched_at = columns.Moment(verbose_name=_("fetched"))

    def render_differences(self, value: list[str]) -> str:
        return "；".join(value)


class BillFilters(Filters):
    look = Choice(label=_("Outcome"), choices=[("1", _("does not tie out"))], empty_label=_("all"), method="to_look_at")

    def to_look_at(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset & read.bills_to_look_at(timezone.localdate())


class Bills(ListPage):
    title = _("Bills of the services")
    subtitle = _("Each day's bill of WeChat Pay and Alipay, fetched the next morning and held against the receipts.")
    permission_required = "payments.view"
    menu = "online_orders"
    above = ((_("Online payments"), "online_orders"),)
    table_class = BillTable
    filterset_class = BillFilters
    personal_data = False
    empty_text = _("No bill was fetched yet. It is, once the keys of a payment service are set.")

    def get_queryset(self) -> QuerySet[Any]:
        return read.bills_of_days()

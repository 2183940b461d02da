"""Orders of one-off fees: the list, a new one at the price of the day, one of them with what was handed over."""

from collections.abc import Sequence
from decimal import Decimal
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

from invoices.modules.fees import selectors
from invoices.modules.fees.domain.fees import MOST, PLACES, FeeOrderState
from invoices.modules.fees.services import close_order, order_fee
from property_ops.framework.approval.display import state_badge
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact, facts_of, number
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Crumb, FormPage, ReasonForm
from property_ops.framework.web.rows import Measure
from property_ops.modules.estates.kit import OfUnit
from property_ops.modules.estates.public import ManagedEstateFilter

VIEW, ORDER = "fees.view", "fees.order"
STATES = Badges.of(
    FeeOrderState, {FeeOrderState.OPEN: "blue", FeeOrderState.DELIVERED: "green", FeeOrderState.CLOSED: "gray"}
)


def list_crumb() -> Crumb:
    return Crumb(_("One-off fees"), reverse("fee_orders"))


class FeeOrderTable(columns.ListTable):
    number = columns.Text(verbose_name=_("order number"), linkify=("fee_order", {"pk": columns.A("pk")}))
    ordered_on = columns.DayColumn(verbose_name=_("ordered on"))
    estate = columns.Text(verbose_name=_("estate"), accessor="unit__estate__name")
    unit = columns.Text(verbose_name=_("unit"), accessor="unit__code", attrs={"td": {"class": "day"}})
    payer = columns.Text(verbose_name=_("payer"), accessor="payer__name")
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name")
    applies_to = columns.Text(verbose_name=_("kind"))
    unit_price = columns.Number(verbose_name=_("unit price"))
    price_unit = columns.Text(verbose_name=_("unit of the price"))
    quantity = columns.Number(verbose_name=_("quantity ordered"))
    delivered = columns.Number(verbose_name=_("quantity handed over"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)


class FeeOrderFilters(Filters):
    estate = ManagedEstateFilter(field_name="unit__estate")
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATES.choices)


class FeeOrders(ListPage):
    title = _("One-off fees")
    subtitle = _(
        "Ordered at the price of the day, handed over against a signed receipt, compared by a second person, and only "
        "then charged with the month's bill. Open a household at the counter or in the register to order."
    )
    permission_required = VIEW
    table_class = FeeOrderTable
    filterset_class = FeeOrderFilters
    search_hint = _("order, unit or payer")
    empty_text = _("Nothing has been ordered yet. Open a household at the counter, and choose “Order”.")
    export_name = "单项服务"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_orders(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_orders(queryset, text, self.user)


class FeeOrderForm(forms.Form):
    price = forms.ChoiceField(label=_("What, at which price"))
    quantity = Measure(
        label=_("Quantity"),
        min_value=Decimal("0.01"),
        max_value=MOST,
        decimal_places=PLACES,
        initial=Decimal(1),
    )
    payer = forms.ChoiceField(label=_("Payer"))
    ordered_on = DayField(label=_("Ordered on"))
    note = forms.CharField(label=_("remark"), max_length=100, required=False)

    def __init__(self, *args: Any, prices: Sequence[Any], payers: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["price"].choices = [
            (f"{one.item.code}/{one.applies_to}", f"{one.item.name} {one.applies_to} {number(one.rate)} {one.unit}")
            for one in prices
        ]
        fields["payer"].choices = [(str(one.pk), f"{one.name}（{gettext(one.get_role_display())}）") for one in payers]


class NewFeeOrder(OfUnit, FormPage):
    personal_data = True
    permission_required = ORDER
    menu = "fee_orders"
    form_class = FeeOrderForm
    submit_label = _("Order")
    subtitle = _("Nothing is owed by an order. It is charged once it was handed over, signed for and compared.")
    success_message = _("Ordered. Have the receipt signed when it is handed over.")
    order: Any = None

    def get_title(self) -> str:
        return gettext("Order of a one-off fee: %(unit)s") % {"unit": self.unit.code}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), self.crumb_of_unit())

    def get_initial(self) -> dict[str, Any]:
        return {"ordered_on": timezone.localdate()}

    @cached_property
    def payers(self) -> list[Any]:
        return list(selectors.payers(self.unit, on=timezone.localdate()))

    def get_form_kwargs(self) -> dict[str, Any]:
        prices = selectors.prices(self.unit.estate, on=timezone.localdate())
        return super().get_form_kwargs() | {"prices": list(prices), "payers": self.payers}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        item, _slash, applies_to = said["price"].partition("/")
        payer = next(one for one in self.payers if str(one.pk) == said["payer"])
        self.order = order_fee(
            unit=self.unit,
            payer=payer,
            item=item,
            applies_to=applies_to,
            quantity=said["quantity"],
            ordered_on=said["ordered_on"],
            note=said["note"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("fee_order", args=[self.order.pk])


class FeeOrderPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = "fee_orders"
    template_name = "fees/order.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_orders(self.user)

    def get_title(self) -> str:
        return gettext("Order %(number)s") % {"number": self.object.number}

    def get_subtitle(self) -> str:
        return f"{self.object.unit.estate.name} · {self.object.unit.code}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(),)

    @property
    def is_open(self) -> bool:
        return bool(self.object.state == FeeOrderState.OPEN) and self.user.has_perm(ORDER)

    def buttons(self) -> Sequence[Button]:
        if not (self.is_open and selectors.left_to_deliver(self.object) > 0):
            return ()
        address = reverse("new_fee_delivery", args=[self.object.pk])
        return (Button(_("Hand over"), address, "hand-grab", primary=True),)

    def facts(self) -> Sequence[Fact]:
        one = self.object
        facts = [
            Fact(_("State"), STATES.badge(one.state)),
            Fact(_("Unit"), one.unit.code, reverse("unit", args=[one.unit.code])),
            Fact(_("Payer"), one.payer.name),
            Fact(_("fee item"), f"{one.item.name} {one.applies_to}"),
            Fact(_("unit price"), f"{number(one.unit_price)} {one.price_unit}"),
            Fact(_("quantity ordered"), f"{number(one.quantity)} {one.piece}"),
            Fact(_("quantity handed over"), f"{number(one.delivered)} {one.piece}"),
            *facts_of(one, "ordered_on", "ordered_by", "note"),
        ]
        return [*facts, *facts_of(one, "closed_on", "closed_by", "closed_because")] if one.closed_on else facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "deliveries": [(one, state_badge(one.state)) for one in selectors.deliveries_of(self.object)],
            "may_close": self.is_open,
        }


class CloseFeeOrder(Action):
    permission_required = ORDER
    menu = "fee_orders"
    form_class = ReasonForm
    success_message = _("Closed: nothing more is delivered on it.")

    @cached_property
    def order(self) -> Any:
        return get_object_or_404(selectors.visible_orders(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        close_order(
            order_id=self.order.pk, because=form.cleaned_data["because"], by=self.user, today=timezone.localdate()
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("fee_order", args=[self.order.pk])

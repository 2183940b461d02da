"""Orders of one-off fees, their prices, and what of them was delivered."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from invoices.modules.fees.domain.fees import ITEMS, PLACES, FeeOrderState
from invoices.modules.fees.models import FeeDelivery, FeeOrder
from invoices.modules.tariffs.public import Tariff, in_charge
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.dated_rows import in_force
from property_ops.framework.fields import ScaledField, choices_of
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, Role, Tenure, Unit, find_units

STATES = choices_of(FeeOrderState)
NONE = Value(Decimal(0), ScaledField(places=PLACES))


def visible_orders(user: User) -> QuerySet[Any]:
    """With `delivered`, what counts of them, and `state`."""
    delivered = Coalesce(Sum("deliveries__quantity", filter=Q(deliveries__state=ApprovalState.APPROVED)), NONE)
    rows = FeeOrder.objects.visible_to(user).annotate(delivered=delivered)
    state = Case(
        When(delivered__gte=F("quantity"), then=Value(FeeOrderState.DELIVERED.value)),
        When(closed_on__isnull=False, then=Value(FeeOrderState.CLOSED.value)),
        default=Value(FeeOrderState.OPEN.value),
        output_field=CharField(),
    )
    return rows.annotate(state=state).select_related("unit__estate", "payer", "item", "ordered_by", "closed_by")


def find_orders(orders: QuerySet[Any], text: str, user: User) -> QuerySet[Any]:
    units = find_units(Unit.objects.visible_to(user), text).values("pk")
    return orders.filter(Q(number__icontains=text) | Q(payer__name__icontains=text) | Q(unit__in=units))


def visible_deliveries(user: User) -> QuerySet[FeeDelivery]:
    rows = FeeDelivery.objects.visible_to(user)
    return rows.select_related(
        "order__unit__estate", "order__payer", "order__item", "picture", "prepared_by", "decided_by"
    )


def deliveries_of(order: FeeOrder) -> QuerySet[FeeDelivery]:
    return order.deliveries.select_related("prepared_by", "decided_by").order_by("sequence")


def prices(estate: Estate, *, on: date) -> QuerySet[Tariff]:
    """The approved prices of one-off fees that are in force on that day."""
    rows = in_charge(in_force(Tariff.objects.filter(estate=estate, item__code__in=ITEMS), on=on))
    return rows.select_related("item").order_by("item", "applies_to")


def payers(unit: Unit, *, on: date) -> QuerySet[Tenure]:
    """Owners and tenants of that day, who may order."""
    rows = in_force(Tenure.objects.filter(unit=unit, role__in=(Role.OWNER, Role.TENANT)), on=on)
    return rows.order_by("role", "pk")


def left_to_deliver(order: FeeOrder) -> Decimal:
    """What neither was delivered nor waits to be compared."""
    standing = order.deliveries.exclude(state__in=NEVER_MIND).aggregate(sum=Sum("quantity"))["sum"]
    return order.quantity - (standing or Decimal(0))


def delivered_in(*, estate: Estate, month: Month, today: date) -> Sequence[FeeDelivery]:
    """What was handed over in the month, compared or not."""
    rows = FeeDelivery.objects.filter(
        order__unit__estate=estate, day__gte=month.start, day__lt=month.end, day__lte=today
    )
    rows = rows.exclude(state__in=NEVER_MIND).select_related("order__item", "order__payer", "decided_by")
    return list(rows.order_by("order__number", "sequence"))


def orders_of_unit(unit: Unit, user: User) -> QuerySet[Any]:
    return visible_orders(user).filter(unit=unit)

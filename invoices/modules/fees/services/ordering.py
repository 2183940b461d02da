"""Ordering something that is charged once it was delivered; the price is that of the day it was ordered on."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from invoices.modules.fees import selectors
from invoices.modules.fees.domain.errors import (
    DeliveryWaits,
    NoPriceThen,
    NothingOrdered,
    NotOrderedYet,
    OrderClosed,
    PayerElsewhere,
)
from invoices.modules.fees.models import FeeOrder
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Tenure, Unit

ORDER = "fees.order"


def order_fee(
    *,
    unit: Unit,
    payer: Tenure,
    item: str,
    applies_to: str,
    quantity: Decimal,
    ordered_on: date,
    note: str,
    by: User,
    now: datetime,
) -> FeeOrder:
    """Write an order down; nothing is owed by it.

    Raises NotAllowed, NothingOrdered, NotOrderedYet, NoPriceThen, PayerElsewhere.
    """
    require(by, ORDER, unit)
    if quantity <= 0:
        raise NothingOrdered()
    if ordered_on > timezone.localdate(now):
        raise NotOrderedYet(day=ordered_on)
    with transaction.atomic():
        prices = selectors.prices(unit.estate, on=ordered_on)
        price = prices.filter(item__code=item, applies_to=applies_to).first()
        if price is None:
            raise NoPriceThen(day=ordered_on, estate=unit.estate.name)
        if not selectors.payers(unit, on=ordered_on).filter(pk=payer.pk).exists():
            raise PayerElsewhere(name=payer.name, unit=unit.code)
        order = FeeOrder.objects.create(
            number=FeeOrder.series.next(ordered_on.year),
            unit=unit,
            payer=payer,
            item=price.item,
            applies_to=applies_to,
            quantity=quantity,
            unit_price=price.rate,
            price_unit=price.unit,
            price_from=price.start,
            ordered_on=ordered_on,
            note=note.strip(),
            ordered_by=by,
            ordered_at=now,
        )
        audit.record(by=by, action="fees.ordered", subject=order.number, unit=unit.code, item=item)
    return order


def close_order(*, order_id: int, because: str, by: User, today: date) -> FeeOrder:
    """What is not delivered never will be. Raises NotAllowed, ReasonMissing, OrderClosed, DeliveryWaits."""
    with transaction.atomic():
        order = FeeOrder.objects.select_for_update(of=("self",)).get(pk=order_id)
        require(by, ORDER, order)
        because = with_reason(because)
        if order.closed_on or selectors.left_to_deliver(order) <= 0:
            raise OrderClosed(number=order.number)
        if order.deliveries.filter(state="waiting").exists():
            raise DeliveryWaits(number=order.number)
        order.closed_on, order.closed_by, order.closed_because = today, by, because
        order.save(update_fields=["closed_on", "closed_by", "closed_because"])
        audit.record(by=by, action="fees.closed", subject=order.number, because=order.closed_because)
    return order

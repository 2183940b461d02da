"""Handing over: written down with the photo of the signed receipt, compared with it by another person (rule 22)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from invoices.modules.fees import selectors
from invoices.modules.fees.domain.errors import (
    DeliveryWaits,
    MoreThanOrdered,
    NobodySigned,
    NothingOrdered,
    NotThatDay,
    OrderClosed,
)
from invoices.modules.fees.models import FeeDelivery, FeeOrder
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import clean


def write_down_delivery(
    *, order_id: int, quantity: Decimal, day: date, signed_by: str, scan: bytes, by: User, now: datetime, today: date
) -> FeeDelivery:
    """It waits for another person, and is not charged before.

    Raises NotAllowed, NothingOrdered, NotThatDay, NobodySigned, OrderClosed, DeliveryWaits, MoreThanOrdered,
    PictureRefused.
    """
    with transaction.atomic():
        order = FeeOrder.objects.select_for_update(of=("self",)).select_related("unit").get(pk=order_id)
        require(by, FeeDelivery.rights.prepare, order)
        _check(order, quantity, day, clean(signed_by), today)
        delivery = FeeDelivery.objects.create(
            order=order,
            sequence=order.deliveries.count() + 1,
            quantity=quantity,
            day=day,
            signed_by=clean(signed_by),
            picture=keep(scan, now=now),
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="fees.delivered", subject=delivery.audit_subject, **delivery.audit_facts())
    return delivery


def approve_delivery(*, delivery_id: int, by: User, now: datetime) -> FeeDelivery:
    """Compared with the signed receipt: from now on it is charged. Raises NotAllowed, SamePerson, AlreadyDecided."""
    with approving(FeeDelivery, delivery_id, by=by, now=now) as delivery:
        pass
    return delivery


def _check(order: FeeOrder, quantity: Decimal, day: date, signed_by: str, today: date) -> None:
    if quantity <= 0:
        raise NothingOrdered()
    if not order.ordered_on <= day <= today:
        raise NotThatDay(first=order.ordered_on)
    if not signed_by:
        raise NobodySigned()
    if order.closed_on:
        raise OrderClosed(number=order.number)
    if order.deliveries.filter(state="waiting").exists():
        raise DeliveryWaits(number=order.number)
    left = selectors.left_to_deliver(order)
    if quantity > left:
        raise MoreThanOrdered(number=order.number, left=plain(left), quantity=plain(quantity))

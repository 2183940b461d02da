"""Online payments as pages list them."""

from typing import Any

from django.db.models import QuerySet

from invoices.modules.online_payments.domain.states import OrderState
from invoices.modules.online_payments.models import (
    BillOfDay,
    OnlineOrder,
    OnlineRefund,
    PaymentCode,
    PaymentCodeChange,
    ReceivedNotice,
)
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.modules.estates.public import Tenure, Unit, find_units


def order_of(tenure: Tenure, number: str) -> OnlineOrder | None:
    """One of the payer's own."""
    return (
        OnlineOrder.objects.select_related("unit__estate", "tenure", "receipt")
        .filter(tenure=tenure, number=number)
        .first()
    )


def visible_orders(user: User) -> QuerySet[Any]:
    return OnlineOrder.objects.visible_to(user).select_related("unit__estate", "tenure", "receipt")


def find_orders(orders: QuerySet[Any], text: str, *, user: User) -> QuerySet[Any]:
    """By our number, the service's, or the home."""
    units = find_units(Unit.objects.visible_to(user), text, user=user).values("pk")
    return (
        orders.filter(number__icontains=text)
        | orders.filter(transaction__icontains=text)
        | orders.filter(unit__in=units)
    )


def notices_of(number: str) -> QuerySet[ReceivedNotice]:
    return ReceivedNotice.objects.filter(order=number)


def bills_of_days() -> QuerySet[BillOfDay]:
    return BillOfDay.objects.all()


def visible_refunds(user: User) -> QuerySet[OnlineRefund]:
    return OnlineRefund.objects.visible_to(user).select_related("order__unit__estate", "prepared_by", "decided_by")


def payment_codes() -> dict[PaymentChannel, PaymentCode]:
    return {PaymentChannel(one.channel): one for one in PaymentCode.objects.all()}


def payment_code_changes(user: User) -> QuerySet[PaymentCodeChange]:
    """The last first."""
    return PaymentCodeChange.objects.visible_to(user).select_related("prepared_by", "decided_by")


def has_work() -> bool:
    """Whether an order stays open, or an approved refund was not told to be paid."""
    refunds = OnlineRefund.objects.filter(state=ApprovalState.APPROVED, outcome__in=("", "under_way"))
    return OnlineOrder.objects.filter(state=OrderState.OPEN).exists() or refunds.exists()

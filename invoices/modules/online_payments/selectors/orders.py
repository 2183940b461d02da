"""Online payments as pages list them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from invoices.modules.online_payments.domain.states import BillOfDayState, OrderState
from invoices.modules.online_payments.models import (
    BillOfDay,
    OnlineOrder,
    OnlineRefund,
    PaymentCode,
    PaymentCodeChange,
    ReceivedNotice,
)
from invoices.modules.online_payments.models.refund import AskedOutcome
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.models import User
from property_ops.modules.estates.public import Tenure, Unit, find_units

LOOKED_AT_FOR = timedelta(days=31)


def order_of(tenure: Tenure, number: str) -> OnlineOrder | None:
    """One of the payer's own."""
    return (
        OnlineOrder.objects.select_related("unit__estate", "tenure", "receipt")
        .filter(tenure=tenure, number=number)
        .first()
    )


def visible_orders(user: User) -> QuerySet[Any]:
    return OnlineOrder.objects.visible_to(user).select_related("unit__estate", "tenure", "estate", "receipt")


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


def bills_to_look_at(today: date) -> QuerySet[BillOfDay]:
    """Those of the last month that do not tie out: a notice that was refused ends in one, too."""
    wrong = BillOfDay.objects.filter(state__in=[BillOfDayState.DIFFERS, BillOfDayState.FAILED])
    return wrong.filter(day__gte=today - LOOKED_AT_FOR)


def visible_refunds(user: User) -> QuerySet[OnlineRefund]:
    return OnlineRefund.objects.visible_to(user).select_related(
        "order__unit__estate", "order__estate", "prepared_by", "decided_by"
    )


def refunds_failed(user: User) -> QuerySet[OnlineRefund]:
    """Refused by the service, and neither proposed anew nor paid back another way since."""
    newer = OnlineRefund.objects.filter(order=OuterRef("order"), pk__gt=OuterRef("pk")).exclude(state__in=NEVER_MIND)
    failed = visible_refunds(user).filter(outcome=AskedOutcome.FAILED).exclude(Exists(newer))
    return failed.filter(order__receipt__refunded__lte=F("order__receipt__amount") - F("amount"))


def payment_codes() -> dict[PaymentChannel, PaymentCode]:
    return {PaymentChannel(one.channel): one for one in PaymentCode.objects.all()}


def payment_code_changes(user: User) -> QuerySet[PaymentCodeChange]:
    """The last first."""
    return PaymentCodeChange.objects.visible_to(user).select_related("prepared_by", "decided_by")


def has_work() -> bool:
    """Whether an order stays open, or an approved refund was not told to be paid."""
    refunds = OnlineRefund.objects.filter(state=ApprovalState.APPROVED, outcome__in=("", "under_way"))
    return OnlineOrder.objects.filter(state=OrderState.OPEN).exists() or refunds.exists()

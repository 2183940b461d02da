"""What visitors pay: the price of a day, what a stay costs and what of it is paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from invoices.modules.online_payments.public import OnlineOrder, OrderState
from invoices.modules.visitor_fees.domain.fees import due_of, minutes_between
from invoices.modules.visitor_fees.models import VisitorPayment, VisitorTariff
from property_ops.framework.dated_rows import version_on
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.public import ShortStay


@dataclass(frozen=True, slots=True)
class StayAccount:
    """A stay until `at`: what it costs, what of it is paid, what is due."""

    stay: ShortStay
    tariff: VisitorTariff
    at: datetime
    minutes: int
    fee: Yuan
    paid: Yuan
    due: Yuan
    payments: tuple[VisitorPayment, ...]


def visible_tariffs(user: User) -> QuerySet[VisitorTariff]:
    return VisitorTariff.objects.visible_to(user).select_related("estate", "prepared_by", "decided_by")


def visible_payments(user: User) -> QuerySet[VisitorPayment]:
    """Paid ones alone: what was only begun is among the online payments."""
    paid = VisitorPayment.objects.visible_to(user).filter(order__state=OrderState.PAID)
    return paid.select_related("stay__estate", "order__receipt")


def find_payments(payments: QuerySet[Any], text: str) -> QuerySet[Any]:
    found = Q(stay__plate__icontains=text) | Q(order__number__icontains=text) | Q(order__receipt__number=text)
    return payments.filter(found)


def tariff_on(estate: Estate, day: date) -> VisitorTariff | None:
    return version_on(VisitorTariff.objects.filter(VisitorTariff.STANDS, estate=estate), day)


def charging_estates(on: date) -> set[int]:
    """The estates that have had a price by that day: even where it is zero now, an earlier car may owe."""
    begun = VisitorTariff.objects.filter(VisitorTariff.STANDS, start__lte=on)
    return set(begun.values_list("estate_id", flat=True))


def stay_of(pk: int) -> ShortStay | None:
    return ShortStay.objects.select_related("estate", "space").filter(pk=pk).first()


def visible_stay(user: User, pk: int) -> ShortStay | None:
    return ShortStay.objects.visible_to(user).select_related("estate", "space").filter(pk=pk).first()


def account_of(stay: ShortStay, *, at: datetime) -> StayAccount | None:
    """None where the estate did not charge when the car came. A car that left is charged until it left."""
    tariff = tariff_on(stay.estate, timezone.localdate(stay.arrived_at))
    if tariff is None:
        return None
    until = stay.left_at or at
    minutes = minutes_between(stay.arrived_at, until)
    made = VisitorPayment.objects.filter(stay=stay, order__state=OrderState.PAID)
    payments = tuple(made.select_related("order__receipt").order_by("until", "pk"))
    fee, paid = tariff.rate.fee_of(minutes), sum((one.amount for one in payments), ZERO)
    due = due_of(fee, paid=paid, paid_until=payments[-1].until if payments else None, at=until)
    return StayAccount(stay, tariff, until, minutes, fee, paid, due, payments)


def order_for(stay: ShortStay, number: str) -> OnlineOrder | None:
    """One that was begun for the stay."""
    begun = VisitorPayment.objects.filter(stay=stay).values("order")
    return OnlineOrder.objects.select_related("estate", "receipt").filter(pk__in=begun, number=number).first()


def payment_of(order: OnlineOrder) -> VisitorPayment:
    return VisitorPayment.objects.get(order=order)


def paid_in_year(estate: Estate, year: int) -> tuple[int, Yuan]:
    """How many payments, and how much."""
    paid = VisitorPayment.objects.filter(stay__estate=estate, order__state=OrderState.PAID, order__paid_at__year=year)
    found = paid.aggregate(count=Count("pk"), sum=Sum("amount"))
    return found["count"], found["sum"] or ZERO


def payments_unlike_their_tariff() -> Iterator[VisitorPayment]:
    for one in VisitorPayment.objects.select_related("stay", "tariff", "order").order_by("pk").iterator():
        minutes = minutes_between(one.stay.arrived_at, one.until)
        if one.minutes != minutes or one.tariff.rate.fee_of(minutes) != one.amount + one.paid_before:
            yield one


def payments_not_of_the_owners(account: str) -> QuerySet[VisitorPayment]:
    """Paid ones whose receipt is neither on the estate's common income nor given back."""
    paid = VisitorPayment.objects.filter(order__state=OrderState.PAID).select_related("order")
    given_back = Q(order__receipt__refunded=F("order__receipt__amount"))
    theirs = Q(
        order__receipt__codings__undone_on=None,
        order__receipt__codings__account=account,
        order__receipt__codings__estate=F("stay__estate"),
    )
    return paid.exclude(pk__in=paid.filter(given_back | theirs).values("pk")).order_by("pk")

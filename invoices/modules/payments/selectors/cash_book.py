"""The cash book: what came in and went out on each day, by way of payment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from invoices.modules.payments.domain.channels import OWN, PaymentChannel
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, PaymentCoding, Receipt, Refund
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month


@dataclass(slots=True)
class CashBookDay:
    """One day, or the sum of several. `fees` are what the channels kept, of both directions; `printable`: something of
    the day is matched, so that there are papers of it."""

    day: date | None
    received: dict[str, Yuan] = field(default_factory=dict)
    printable: bool = False
    count: int = 0
    out: Yuan = ZERO
    fees: Yuan = ZERO

    @property
    def total(self) -> Yuan:
        return sum(self.received.values(), ZERO)

    @property
    def net(self) -> Yuan:
        return self.total - self.out - self.fees

    def by_channel(self) -> list[Yuan]:
        return [self.received.get(channel, ZERO) for channel in PaymentChannel]


def cash_book(month: Month) -> tuple[list[CashBookDay], CashBookDay]:
    """The days of a month on which money moved, and their sum. What only goes between our own accounts is left out."""
    days: dict[date, CashBookDay] = {}
    receipts = Receipt.objects.exclude(state__in=(ReceiptState.REVERSED, ReceiptState.TRANSFER))
    received = _in(receipts, "received_on", month).values_list("received_on", "channel")
    for day, channel, count, amount, fee in received.annotate(n=Count("pk"), sum=Sum("amount"), fees=Sum("fee")):
        row = days.setdefault(day, CashBookDay(day))
        row.received[channel] = amount
        row.count += count
        row.fees += fee
    for day, amount, fee in (
        _in(Disbursement.objects, "paid_on", month).values_list("paid_on").annotate(sum=Sum("amount"), fees=Sum("fee"))
    ):
        row = days.setdefault(day, CashBookDay(day))
        row.out += amount
        row.fees += fee
    to_ourselves = PaymentCoding.objects.filter(undone_on=None, account__in=OWN, disbursement__isnull=False)
    moved = _in(to_ourselves, "disbursement__paid_on", month).values_list("disbursement__paid_on")
    for day, amount in moved.annotate(sum=Sum("amount")):
        days[day].out -= amount
    paid_back = Refund.objects.filter(channel=PaymentChannel.CASH, posted_on__isnull=False)
    for day, amount in _in(paid_back, "posted_on", month).values_list("posted_on").annotate(sum=Sum("amount")):
        days.setdefault(day, CashBookDay(day)).out += amount
    matched = _in(Receipt.objects.filter(state=ReceiptState.MATCHED), "received_on", month)
    for day in matched.values_list("received_on", flat=True).distinct():
        days[day].printable = True
    rows = [days[day] for day in sorted(days)]
    return rows, _sum(rows)


def _in(rows: Any, day: str, month: Month) -> QuerySet[Any]:
    return rows.filter(**{f"{day}__gte": month.start, f"{day}__lt": month.end}).order_by()


def _sum(days: Sequence[CashBookDay]) -> CashBookDay:
    total = CashBookDay(None)
    for one in days:
        for channel, amount in one.received.items():
            total.received[channel] = total.received.get(channel, ZERO) + amount
        total.count += one.count
        total.out += one.out
        total.fees += one.fees
    return total

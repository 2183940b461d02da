"""The cash book: what came in and went out, on the day on which it was posted, by way of payment."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncDate

from invoices.modules.payments.domain.channels import OWN, PaymentChannel
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, LaterFee, PaymentCoding, Receipt, Refund
from property_ops.framework.fields import YuanField
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month


@dataclass(slots=True)
class CashBookDay:
    """One day, or the sum of several. `late` is what of the received came on an earlier day; `fees` are what the
    channels kept, of both directions; `printable`: something of the day is matched, so that there are papers of it."""

    day: date | None
    received: dict[str, Yuan] = field(default_factory=dict)
    printable: bool = False
    count: int = 0
    out: Yuan = ZERO
    fees: Yuan = ZERO
    late: Yuan = ZERO

    @property
    def total(self) -> Yuan:
        return sum(self.received.values(), ZERO)

    @property
    def net(self) -> Yuan:
        return self.total - self.out - self.fees

    def by_channel(self) -> list[Yuan]:
        return [self.received.get(channel, ZERO) for channel in PaymentChannel]


def cash_book(month: Month) -> tuple[list[CashBookDay], CashBookDay]:
    """The days of a month on which money was posted, and their sum, as the ledger's accounts of money have it.

    What is taken back, or turns out to go between our own accounts, is taken off on the day that this was posted: a
    closed month stays as it was closed (docs/product.md rule 11).
    """
    days: dict[date, CashBookDay] = defaultdict(lambda: CashBookDay(None))
    for rows, day, sign in _came_in():
        _add_received(days, _in(rows, day, month), day, sign)
    for rows, day, sign in _went_out():
        for on, amount, fee in _in(rows, day, month).values_list(day).annotate(sum=Sum("amount"), fees=_fees(rows)):
            days[on].out += _signed(sign, amount)
            days[on].fees += _signed(sign, fee or ZERO)
    for on, fee in _in(LaterFee.objects, "posted_on", month).values_list("posted_on").annotate(sum=Sum("amount")):
        days[on].fees += fee
    matched = _in(Receipt.objects.filter(state=ReceiptState.MATCHED), "posted_on", month)
    for on in matched.values_list("posted_on", flat=True).distinct():
        days[on].printable = True
    for on, one in days.items():
        one.day = on
    found = [days[on] for on in sorted(days)]
    return found, _sum(found)


Movements = tuple[QuerySet[Any], str, int]
"""Rows, the day by which they were posted, and 1, or -1 for what takes back."""


def _came_in() -> list[Movements]:
    receipts, own = Receipt.objects.all(), PaymentCoding.objects.filter(receipt__isnull=False, account__in=OWN)
    taken_back = receipts.filter(reversal__isnull=False).annotate(reversed_on=TruncDate("reversal__decided_at"))
    return [
        (receipts, "posted_on", +1),
        (taken_back, "reversed_on", -1),
        (own, "day", -1),
        (own.filter(undone_on__isnull=False), "undone_on", +1),
    ]


def _went_out() -> list[Movements]:
    own = PaymentCoding.objects.filter(disbursement__isnull=False, account__in=OWN)
    taken_back = Disbursement.objects.filter(reversal__isnull=False)
    return [
        (Disbursement.objects.all(), "posted_on", +1),
        (taken_back.annotate(reversed_on=TruncDate("reversal__decided_at")), "reversed_on", -1),
        (own, "day", -1),
        (own.filter(undone_on__isnull=False), "undone_on", +1),
        (Refund.objects.filter(channel=PaymentChannel.CASH), "posted_on", +1),
    ]


def _add_received(days: dict[date, CashBookDay], rows: QuerySet[Any], day: str, sign: int) -> None:
    """A receipt's own row, or what was said of it later."""
    itself = rows.model is Receipt
    of_receipt = "" if itself else "receipt__"
    is_first = itself and day == "posted_on"
    late = Sum("amount", filter=Q(received_on__lt=F("posted_on"))) if is_first else Value(None, YuanField())
    grouped = rows.values_list(day, f"{of_receipt}channel").annotate(
        n=Count("pk"), sum=Sum("amount"), fees=Sum("fee") if is_first else Value(None, YuanField()), late=late
    )
    for on, channel, count, amount, fee, dated_before in grouped:
        one = days[on]
        one.received[channel] = one.received.get(channel, ZERO) + _signed(sign, amount)
        one.count += sign * count
        one.fees += fee or ZERO
        one.late += dated_before or ZERO


def _signed(sign: int, amount: Yuan) -> Yuan:
    return amount if sign > 0 else -amount


def _fees(rows: QuerySet[Any]) -> Any:
    return Sum("fee") if rows.model is Disbursement else Value(None, YuanField())


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
        total.late += one.late
    return total

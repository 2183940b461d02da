"""What VAT stands in the bills issued in a month, less the credit notes approved in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.credit_notes.public import approved_notes
from invoices.modules.tax.domain.vat import NOTHING, Split
from invoices.modules.tax.selectors.rates import VatRates, rates_on
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period

Found = tuple[str, str, date, Yuan, int]
"""Fee item, its name, the day of the bill, amount, how many such lines."""


@dataclass(frozen=True, slots=True)
class VatRow:
    """Of one fee item at one rate."""

    item_code: str
    item_name: str
    rate: Decimal
    category: str
    tax_code: str
    lines: int
    credits: int
    split: Split


def vat_of(period: Period, *, estates: Sequence[str] | None = None) -> list[VatRow]:
    """By fee item and rate. Each line is split by the rate of the day its bill was issued on, a credit by that of the
    bill's day too; equal lines are split once. Raises NoRate, NotATaxpayer.
    """
    sums: dict[tuple[str, str, Decimal, str, str], Split] = defaultdict(lambda: NOTHING)
    counts: dict[tuple[str, str, Decimal, str, str], list[int]] = defaultdict(lambda: [0, 0])
    known: dict[date, VatRates] = {}
    for is_credit, lines in enumerate((_billed(period, estates), _credited(period, estates))):
        for item_code, item_name, day, gross, times in lines:
            if day not in known:
                known[day] = rates_on(day)
            rate = known[day].of(item_code, item_name)
            key = (item_code, rate.item.name, rate.rate, rate.category, rate.tax_code)
            part = known[day].split(item_code, item_name, gross) * times
            sums[key] += -part if is_credit else part
            counts[key][is_credit] += times
    return [
        VatRow(*key, lines=counts[key][0], credits=counts[key][1], split=sums[key])
        for key in sorted(sums, key=lambda key: (key[4], key[0], key[2]))
    ]


def _billed(period: Period, estates: Sequence[str] | None) -> Iterable[Found]:
    lines = BillLine.objects.filter(
        bill__state=BillState.ISSUED, bill__issued_on__gte=period.start, bill__issued_on__lt=period.end
    )
    if estates is not None:
        lines = lines.filter(bill__estate__code__in=estates)
    found = lines.order_by().values_list("item_code", "item_name", "bill__issued_on", "amount")
    return found.annotate(times=Count("pk"))


def _credited(period: Period, estates: Sequence[str] | None) -> Iterable[Found]:
    notes = approved_notes().filter(issued_on__gte=period.start, issued_on__lt=period.end)
    if estates is not None:
        notes = notes.filter(estate__code__in=estates)
    found = notes.order_by().values_list("lines__item_code", "lines__item_name", "bill__issued_on", "lines__amount")
    return found.annotate(times=Count("lines__pk"))


def latest_issue() -> date | None:
    """The last day a bill was issued on."""
    bills = Bill.objects.filter(state=BillState.ISSUED).order_by("-issued_on")
    return bills.values_list("issued_on", flat=True).first()

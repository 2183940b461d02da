"""What VAT stands in the bills issued in a month, less the credit notes approved in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, starmap
from typing import NamedTuple

from django.db.models import Count

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.credit_notes.public import approved_notes, steps_of
from invoices.modules.tax.domain.vat import NOTHING, Split, credited_part
from invoices.modules.tax.selectors.rates import VatRates, rates_on
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period


class TaxedLine(NamedTuple):
    """A billed line, or `times` of them alike; `credit` is what was taken from it now, `before` what was earlier."""

    item_code: str
    item_name: str
    day: date
    gross: Yuan
    times: int = 1
    before: Yuan = ZERO
    credit: Yuan | None = None

    def split(self, rates: VatRates) -> Split:
        whole = rates.split(self.item_code, self.item_name, self.gross)
        if self.credit is None:
            return whole * self.times
        return -credited_part(whole, before=self.before, amount=self.credit)


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
    for line in chain(_billed(period, estates), _credited(period, estates)):
        if line.day not in known:
            known[line.day] = rates_on(line.day)
        rate = known[line.day].of(line.item_code, line.item_name)
        key = (line.item_code, rate.item.name, rate.rate, rate.category, rate.tax_code)
        sums[key] += line.split(known[line.day])
        counts[key][line.credit is not None] += line.times
    return [
        VatRow(*key, lines=counts[key][0], credits=counts[key][1], split=sums[key])
        for key in sorted(sums, key=lambda key: (key[4], key[0], key[2]))
    ]


def _billed(period: Period, estates: Sequence[str] | None) -> Iterator[TaxedLine]:
    lines = BillLine.objects.filter(
        bill__state=BillState.ISSUED, bill__issued_on__gte=period.start, bill__issued_on__lt=period.end
    )
    if estates is not None:
        lines = lines.filter(bill__estate__code__in=estates)
    found = lines.order_by().values_list("item_code", "item_name", "bill__issued_on", "amount")
    yield from starmap(TaxedLine, found.annotate(times=Count("pk")))


def _credited(period: Period, estates: Sequence[str] | None) -> Iterator[TaxedLine]:
    notes = approved_notes().filter(issued_on__gte=period.start, issued_on__lt=period.end)
    if estates is not None:
        notes = notes.filter(estate__code__in=estates)
    rows = steps_of(notes.order_by()).order_by("pk")
    for item, name, day, gross, before, credit in rows.values_list(
        "item_code", "item_name", "note__bill__issued_on", "line_amount", "before", "amount"
    ):
        yield TaxedLine(item, name, day, gross, before=before, credit=credit)


def latest_issue() -> date | None:
    """The last day a bill was issued on."""
    bills = Bill.objects.filter(state=BillState.ISSUED).order_by("-issued_on")
    return bills.values_list("issued_on", flat=True).first()

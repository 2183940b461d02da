"""What VAT stands in the bills issued in a month, less the credit notes approved in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.credit_notes.public import approved_notes, steps_of
from invoices.modules.ledger.public import ReportScope, legs_of_sources, trial_balance_of
from invoices.modules.tax.domain.vat import Split, credited_part
from invoices.modules.tax.models import TaxpayerKind, VatRate
from invoices.modules.tax.selectors.rates import VatRates, earning, rates_on
from property_ops.framework.fields import Stored, StoredInteger
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period

SOURCE = "vat/"
OWED = {TaxpayerKind.GENERAL.value: "2221.01", TaxpayerKind.SMALL.value: "2221.10"}
"""The account of VAT that is owed, by the kind of taxpayer (小企业会计准则 2221)."""
INPUT, SIMPLE = "2221.02", "2221.04"
Place = tuple[date, str, str]
"""The month that was billed, the estate, and the account of the VAT that is owed."""


class TaxedLine(NamedTuple):
    """A billed line, or `times` of them alike; `credit` is what was taken from it now, `before` what was earlier."""

    item_code: str
    item_name: str
    day: date
    estate: str
    month: date
    gross: Yuan
    times: int = 1
    before: Yuan = ZERO
    credit: Yuan | None = None

    def split(self, rates: VatRates) -> Split:
        whole = rates.split(self.item_code, self.item_name, self.gross)
        if self.credit is None:
            return whole * self.times if self.times > 1 else whole
        return -credited_part(whole, before=self.before, amount=self.credit)


class SplitLine(NamedTuple):
    line: TaxedLine
    rate: VatRate
    part: Split


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
    """By fee item and rate. Raises NoRate, NotATaxpayer."""
    return rows_of(taxed(period, estates=estates))


def rows_of(lines: Sequence[SplitLine]) -> list[VatRow]:
    """By fee item and rate."""
    sums: dict[tuple[str, str, Decimal, str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for line, rate, part in lines:
        found = sums[line.item_code, rate.item.name, rate.rate, rate.category, rate.tax_code]
        found[0] += part.net.fen
        found[1] += part.tax.fen
        found[2 if line.credit is None else 3] += line.times
    return [
        VatRow(*key, lines=billed, credits=credits, split=Split(Yuan(net + tax), Yuan(net), Yuan(tax)))
        for key, (net, tax, billed, credits) in sorted(sums.items(), key=lambda one: (one[0][4], one[0][0], one[0][2]))
    ]


def taxed(period: Period, *, estates: Sequence[str] | None = None) -> list[SplitLine]:
    """Each line is split by the rate of the day its bill was issued on, a credit by that of the bill's day too; equal
    lines are split once. Raises NoRate, NotATaxpayer.
    """
    known: dict[date, VatRates] = {}
    found = []
    for line in chain(_billed(period, estates), _credited(period, estates)):
        if line.day not in known:
            known[line.day] = rates_on(line.day)
        rates = known[line.day]
        found.append(SplitLine(line, rates.of(line.item_code, line.item_name), line.split(rates)))
    return found


def _billed(period: Period, estates: Sequence[str] | None) -> Iterator[TaxedLine]:
    lines = BillLine.objects.filter(
        bill__state=BillState.ISSUED,
        bill__issued_on__gte=period.start,
        bill__issued_on__lt=period.end,
        item_code__in=earning(),
    )
    if estates is not None:
        lines = lines.filter(bill__estate__code__in=estates)
    days = Stored("bill__issued_on"), "bill__estate__code", Stored("bill__month")
    found = lines.order_by().values_list("item_code", "item_name", *days, StoredInteger("amount"))
    alike = Counter(found.iterator(chunk_size=10_000))  # a database sorts all of them to tell who is alike
    for (*said, fen), times in alike.items():
        yield TaxedLine._make([*said, Yuan(fen), times, ZERO, None])


def _credited(period: Period, estates: Sequence[str] | None) -> Iterator[TaxedLine]:
    notes = approved_notes().filter(issued_on__gte=period.start, issued_on__lt=period.end)
    if estates is not None:
        notes = notes.filter(estate__code__in=estates)
    rows = steps_of(notes.order_by()).filter(item_code__in=earning()).order_by("pk")
    names = ("item_code", "item_name", "note__bill__issued_on", "note__estate__code", "note__month", "line_amount")
    for *line, before, credit in rows.values_list(*names, "before", "amount"):
        yield TaxedLine._make([*line, 1, before, credit])


def unposted_vat(month: Month, lines: Sequence[SplitLine] | None = None) -> dict[Place, int]:
    """Fen that bills issued and notes approved in the month have, and the ledger has not; `lines` are all that is
    taxed in the month, where it is known. Raises as `vat_of`.
    """
    wanted, posted = _vat_by_place(taxed(month.period) if lines is None else lines), _posted_vat(month)
    found = {place: wanted.get(place, 0) - posted.get(place, 0) for place in sorted({*wanted, *posted})}
    return {place: fen for place, fen in found.items() if fen}


def _vat_by_place(lines: Sequence[SplitLine]) -> dict[Place, int]:
    found: dict[Place, int] = defaultdict(int)
    for line, rate, part in lines:
        found[line.month, line.estate, OWED[rate.taxpayer]] += part.tax.fen
    return found


def _posted_vat(month: Month) -> dict[Place, int]:
    found: dict[Place, int] = defaultdict(int)
    for leg in legs_of_sources(f"{SOURCE}{month}/"):
        if leg.account in OWED.values():
            found[leg.month.start, leg.estate, leg.account] -= leg.fen
    return found


@dataclass(frozen=True, slots=True)
class VatReturn:
    """What the ledger says of a month: owed on what was billed, paid on what was bought, and what is left to pay."""

    output: Yuan
    small: Yuan
    simple: Yuan
    input: Yuan

    @property
    def to_pay(self) -> Yuan:
        return self.output + self.small + self.simple - self.input


def return_of(month: Month) -> VatReturn:
    moved = {row.code: row.debit - row.credit for row in trial_balance_of(ReportScope(month.period))}
    general, small = (-moved.get(OWED[kind], ZERO) for kind in (TaxpayerKind.GENERAL, TaxpayerKind.SMALL))
    return VatReturn(general, small, -moved.get(SIMPLE, ZERO), moved.get(INPUT, ZERO))


def months_posted() -> list[Month]:
    return sorted({Month.parse(leg.source.split("/")[1]) for leg in legs_of_sources(SOURCE)})


def latest_issue(*, until: date) -> date | None:
    """The last day a bill was issued on, up to the one given."""
    bills = Bill.objects.filter(state=BillState.ISSUED, issued_on__lte=until).order_by("-issued_on")
    return bills.values_list("issued_on", flat=True).first()

"""Costs of accepted works: what the ledger should have of them, and what it has."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from invoices.modules.breakeven.domain.posting import Place, Sums, difference
from invoices.modules.breakeven.domain.works import sums_of_work
from invoices.modules.ledger.public import legs_of_sources
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.works.public import WorkOrder, WorkResult, payable_parts, spent_by_type

SOURCE = "work_cost/"


@dataclass(frozen=True, slots=True)
class Unposted:
    """What is missing in the ledger of one work and month; `entries` were posted for the work before."""

    number: str
    estate: str
    month: Month
    missing: Sums
    entries: int

    @property
    def cost(self) -> Yuan:
        """The part of it that is cost."""
        return Yuan(sum(fen for (account, _), fen in self.missing.items() if account.startswith("5401")))


def unposted_works(*, month: Month, today: date, estate_codes: Sequence[str] = ()) -> list[Unposted]:
    """The works whose cost in the month is not, or not as it is now, in the ledger; by number."""
    wanted = {work.number: work for work in _accepted(month, today)}
    posted, entries = _posted()
    found = []
    for number in sorted({*wanted, *(name for name, of in posted if of == month)}):
        work = wanted.get(number)
        missing = difference(_sums(work) if work else {}, posted.get((number, month), {}))
        estate = work.estate.code if work else _estate_of(number)
        if missing and (not estate_codes or estate in estate_codes):
            found.append(Unposted(number, estate, month, missing, entries.get(number, 0)))
    return found


def months_of_works() -> list[Month]:
    """The months in which a work was accepted, or has something posted; in order."""
    accepted = WorkOrder.objects.filter(result=WorkResult.ACCEPTED).order_by().dates("accepted_on", "month")
    return sorted({Month.of(day) for day in accepted if day} | {month for _, month in _posted()[0]})


def _accepted(month: Month, today: date) -> QuerySet[WorkOrder]:
    works = WorkOrder.objects.filter(
        result=WorkResult.ACCEPTED, accepted_on__gte=month.start, accepted_on__lt=month.end
    )
    return works.filter(accepted_on__lte=today).select_related("estate")


def _sums(work: WorkOrder) -> Sums:
    paid = {payer.value: amount for payer, amount in payable_parts(work).items()}
    return sums_of_work(**spent_by_type(work), paid=paid)


def _posted() -> tuple[dict[tuple[str, Month], dict[Place, int]], dict[str, int]]:
    """Sums by work and month, and how many entries each work has."""
    sums: dict[tuple[str, Month], dict[Place, int]] = defaultdict(lambda: defaultdict(int))
    sources: dict[str, set[str]] = defaultdict(set)
    for leg in legs_of_sources(SOURCE):
        number = number_in(leg.source)
        sums[number, leg.month][leg.account, leg.subledger] += leg.fen
        sources[number].add(leg.source)
    return dict(sums), {number: len(found) for number, found in sources.items()}


def number_in(source: str) -> str:
    """`work_cost/GD20220001/2` → `GD20220001`."""
    return source.removeprefix(SOURCE).rpartition("/")[0]


def _estate_of(number: str) -> str:
    return next(leg.estate for leg in legs_of_sources(f"{SOURCE}{number}/") if leg.estate)


def differences(today: date) -> Iterator[Unposted]:
    """Everything posted of works that is not as the works are now."""
    for month in months_of_works():
        yield from (one for one in unposted_works(month=month, today=today) if one.entries)

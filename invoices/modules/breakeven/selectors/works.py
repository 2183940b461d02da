"""Costs of accepted works: what the ledger should have of them, and what it has."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from invoices.modules.breakeven.domain.posting import Place, Sums, difference
from invoices.modules.breakeven.domain.works import sums_of_work
from invoices.modules.ledger.public import legs_of_sources
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.works.public import WorkOrder, WorkResult, payable_by_work, spent_by_work

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
    found = _unposted(_accepted(today, month), lambda of: of == month)
    return [one for one in found if not estate_codes or one.estate in estate_codes]


def all_unposted_works(today: date) -> list[Unposted]:
    """The same of all months; by month and number. It asks the database no more, the more works there are."""
    return _unposted(_accepted(today), lambda of: True)


def _unposted(works: QuerySet[WorkOrder], is_wanted: Callable[[Month], bool]) -> list[Unposted]:
    posted, entries = _posted()
    accepted = {(Month.of(work.accepted_on), work.number): work for work in works if work.accepted_on}
    sums = _sums(accepted.values())
    found = []
    for month, number in sorted({*accepted, *((of, number) for number, of in posted if is_wanted(of))}):
        work = accepted.get((month, number))
        missing = difference(sums[work.pk] if work else {}, posted.get((number, month), {}))
        if missing:
            estate = work.estate.code if work else _estate_of(number)
            found.append(Unposted(number, estate, month, missing, entries.get(number, 0)))
    return found


def _accepted(today: date, month: Month | None = None) -> QuerySet[WorkOrder]:
    works = WorkOrder.objects.filter(result=WorkResult.ACCEPTED, accepted_on__lte=today).select_related("estate")
    return works.filter(accepted_on__gte=month.start, accepted_on__lt=month.end) if month else works


def _sums(works: Collection[WorkOrder]) -> dict[int, Sums]:
    paid, spent = payable_by_work(works), spent_by_work(works)
    return {
        work.pk: sums_of_work(**spent[work.pk], paid={payer.value: amount for payer, amount in paid[work.pk].items()})
        for work in works
    }


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
    return (one for one in all_unposted_works(today) if one.entries)

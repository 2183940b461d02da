"""What a disclosure says: aggregates of an estate's quarter, frozen as text with one way to be written."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from property_ops.kernel.canonical import digest_of
from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One kind of income or cost: fen of the quarter, and of the year until its end."""

    name: str
    quarter: int
    year: int

    @property
    def of_quarter(self) -> Yuan:
        return Yuan(self.quarter)

    @property
    def of_year(self) -> Yuan:
        return Yuan(self.year)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    month: str
    income: int
    cost: int


@dataclass(frozen=True, slots=True)
class DisclosureFigures:
    """`by_company` is part of the costs: what the company bears itself, of work that was not accepted."""

    estate_code: str
    estate_name: str
    year: int
    quarter: int
    incomes: tuple[DisclosureLine, ...]
    costs: tuple[DisclosureLine, ...]
    by_company: DisclosureLine
    months: tuple[MonthFigures, ...]
    manners: tuple[tuple[str, int], ...] = ()
    """How many works of the quarter were accepted in which manner (rule 22); by the least of its parties' manners."""
    services: tuple[tuple[str, str, str], ...] = ()
    """What else was done for residents in the quarter: what, how much, and in which unit."""

    @property
    def income(self) -> DisclosureLine:
        return _sum("income", self.incomes)

    @property
    def cost(self) -> DisclosureLine:
        return _sum("cost", self.costs)

    @property
    def surplus(self) -> DisclosureLine:
        """Income less cost: above zero a surplus, below it a deficit."""
        return DisclosureLine("surplus", self.income.quarter - self.cost.quarter, self.income.year - self.cost.year)

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        for later in ("manners", "services"):  # as it was written before these were told
            if not found[later]:
                del found[later]
        return found

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "DisclosureFigures":
        return cls(
            **{name: stored[name] for name in ("estate_code", "estate_name", "year", "quarter")},
            incomes=tuple(DisclosureLine(**one) for one in stored["incomes"]),
            costs=tuple(DisclosureLine(**one) for one in stored["costs"]),
            by_company=DisclosureLine(**stored["by_company"]),
            months=tuple(MonthFigures(**one) for one in stored["months"]),
            manners=tuple((manner, count) for manner, count in stored.get("manners", ())),
            services=tuple((what, count, unit) for what, count, unit in stored.get("services", ())),
        )

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the figures, however a database gives the keys back."""
        return digest_of(self.as_json())


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is not as in the ledger; None where one of both has no such line."""

    line: str
    shown: Yuan | None
    ledger: Yuan | None


def differences(shown: DisclosureFigures, ledger: DisclosureFigures) -> list[Difference]:
    """Where the figures are not those of the ledger; the first names the line."""
    found = []
    for ours, theirs in ((shown.incomes, ledger.incomes), (shown.costs, ledger.costs)):
        found += _different(ours, theirs)
    found += _different([shown.by_company], [ledger.by_company])
    found += _different(
        [DisclosureLine(one.month, one.income - one.cost, 0) for one in shown.months],
        [DisclosureLine(one.month, one.income - one.cost, 0) for one in ledger.months],
    )
    return found


def _different(ours: Sequence[DisclosureLine], theirs: Sequence[DisclosureLine]) -> list[Difference]:
    here, there = {line.name: line for line in ours}, {line.name: line for line in theirs}
    found = []
    for name in dict.fromkeys([*here, *there]):
        one, other = here.get(name), there.get(name)
        if one == other:
            continue
        in_year = bool(one and other and one.quarter == other.quarter)
        found.append(Difference(name, _amount(one, in_year), _amount(other, in_year)))
    return found


def _amount(line: DisclosureLine | None, in_year: bool) -> Yuan | None:
    if line is None:
        return None
    return Yuan(line.year if in_year else line.quarter)


def _sum(name: str, lines: Iterable[DisclosureLine]) -> DisclosureLine:
    lines = list(lines)
    return DisclosureLine(name, sum(line.quarter for line in lines), sum(line.year for line in lines))

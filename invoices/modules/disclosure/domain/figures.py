"""What a disclosure says: aggregates of an estate's quarter, frozen as text with one way to be written."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class Line:
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
class Figures:
    """`by_company` is part of the costs: what the company bears itself, of work that was not accepted."""

    estate_code: str
    estate_name: str
    year: int
    quarter: int
    incomes: tuple[Line, ...]
    costs: tuple[Line, ...]
    by_company: Line
    months: tuple[MonthFigures, ...]

    @property
    def income(self) -> Line:
        return _sum("income", self.incomes)

    @property
    def cost(self) -> Line:
        return _sum("cost", self.costs)

    @property
    def surplus(self) -> Line:
        """Income less cost: above zero a surplus, below it a deficit."""
        return Line("surplus", self.income.quarter - self.cost.quarter, self.income.year - self.cost.year)

    def as_json(self) -> dict[str, Any]:
        return json.loads(json.dumps(asdict(self)))

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Figures":
        return cls(
            **{name: stored[name] for name in ("estate_code", "estate_name", "year", "quarter")},
            incomes=tuple(Line(**one) for one in stored["incomes"]),
            costs=tuple(Line(**one) for one in stored["costs"]),
            by_company=Line(**stored["by_company"]),
            months=tuple(MonthFigures(**one) for one in stored["months"]),
        )

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the figures, however a database gives the keys back."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is not as in the ledger; None where one of both has no such line."""

    line: str
    shown: Yuan | None
    ledger: Yuan | None


def differences(shown: Figures, ledger: Figures) -> list[Difference]:
    """Where the figures are not those of the ledger; the first names the line."""
    found = []
    for ours, theirs in ((shown.incomes, ledger.incomes), (shown.costs, ledger.costs)):
        found += _different(ours, theirs)
    found += _different([shown.by_company], [ledger.by_company])
    found += _different(
        [Line(one.month, one.income - one.cost, 0) for one in shown.months],
        [Line(one.month, one.income - one.cost, 0) for one in ledger.months],
    )
    return found


def _different(ours: Sequence[Line], theirs: Sequence[Line]) -> list[Difference]:
    here, there = {line.name: line for line in ours}, {line.name: line for line in theirs}
    found = []
    for name in dict.fromkeys([*here, *there]):
        one, other = here.get(name), there.get(name)
        if one == other:
            continue
        in_year = bool(one and other and one.quarter == other.quarter)
        found.append(Difference(name, _amount(one, in_year), _amount(other, in_year)))
    return found


def _amount(line: Line | None, in_year: bool) -> Yuan | None:
    if line is None:
        return None
    return Yuan(line.year if in_year else line.quarter)


def _sum(name: str, lines: Iterable[Line]) -> Line:
    lines = list(lines)
    return Line(name, sum(line.quarter for line in lines), sum(line.year for line in lines))

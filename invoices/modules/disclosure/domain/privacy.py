"""What a disclosure must not show: a single home's money, a name, a number (docs/product.md rules 18 and 20)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from invoices.modules.disclosure.domain.errors import ShowsPersonalData, TooFewPayers
from invoices.modules.disclosure.domain.figures import DisclosureLine
from property_ops.kernel.personal import BANK_CARD, CAR_PLATE, FEWEST_SHOWN, HOMES, IDENTITY_CARD, LANDLINE, MOBILE

_NUMBERS = (MOBILE, LANDLINE, IDENTITY_CARD, BANK_CARD, CAR_PLATE, *HOMES)


@dataclass(frozen=True, slots=True)
class PaidIncome:
    """An income with how many homes paid it, in the quarter and in the year; None where it comes from no homes."""

    line: DisclosureLine
    in_quarter: int | None
    in_year: int | None

    @property
    def is_publishable(self) -> bool:
        """Whether enough homes pay it, where any does."""
        return _enough(self.line.quarter, self.in_quarter) and _enough(self.line.year, self.in_year)

    @property
    def fewest(self) -> int:
        pairs = ((self.line.quarter, self.in_quarter), (self.line.year, self.in_year))
        return min((homes for amount, homes in pairs if amount and homes is not None), default=0)


def _enough(amount: int, homes: int | None) -> bool:
    return homes is None or not amount or homes >= FEWEST_SHOWN


def merge_small_cells(incomes: Sequence[PaidIncome]) -> tuple[DisclosureLine, ...]:
    """The incomes, those that too few homes pay put together with the one that most pay. Raises TooFewPayers."""
    small = [one for one in incomes if not one.is_publishable]
    kept = [one for one in incomes if one.is_publishable]
    if not small:
        return tuple(one.line for one in kept)
    of_homes = [one for one in kept if one.in_year is not None]
    if not of_homes:
        raise TooFewPayers(line=small[0].line.name, payers=small[0].fewest, least=FEWEST_SHOWN)
    widest = max(of_homes, key=lambda one: one.in_year or 0)
    whole = DisclosureLine(
        "、".join([widest.line.name, *(one.line.name for one in small)]),
        widest.line.quarter + sum(one.line.quarter for one in small),
        widest.line.year + sum(one.line.year for one in small),
    )
    return tuple(whole if one is widest else one.line for one in kept)


def refuse_personal_data(text: str, *, names: Iterable[str], allowed: Iterable[str] = ()) -> None:
    """Refuse words that name a person of the estate, a telephone, a card, a plate or a home. Raises ShowsPersonalData.

    `allowed` are numbers of the company's own.
    """
    rest = text
    for own in allowed:
        rest = rest.replace(own, "") if own else rest
    for pattern in _NUMBERS:
        found = pattern.search(rest)
        if found:
            raise ShowsPersonalData(found=found[0])
    for name in names:
        if len(name) >= 2 and name in rest:
            raise ShowsPersonalData(found=name)

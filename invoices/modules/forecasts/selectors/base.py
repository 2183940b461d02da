"""What a forecast rests on: the ledger's year before, the register of homes, and the rates in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Exists, OuterRef

from invoices.modules.breakeven.public import (
    RESIDENTS,
    SERVICE_INCOME,
    TRUE_UP,
    VAT,
    WORKS_COSTS,
    EstateResult,
    Rated,
    balancing,
    carried_into,
    income_at,
    proportional,
    result_of,
    year_of,
)
from invoices.modules.forecasts.domain.errors import NoRateNow, NothingToRestOn, YearNotAhead
from invoices.modules.forecasts.domain.reckoning import Assumptions, ForetoldLine, Home, base_of, needed, yearly
from invoices.modules.ledger.public import years
from invoices.modules.tariffs.public import (
    APPLIES_TO,
    SERVICE_FEE,
    VACANCY_REDUCTION,
    WORKS_SHARE,
    FeeItem,
    Tariff,
    in_charge,
)
from property_ops.framework.dated_rows import in_force
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import (
    Estate,
    Occupancy,
    OccupancyState,
    Unit,
    Use,
    as_they_were,
)

AREA_PLACES = 4


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A forecast as it would be kept: `now` and `then` are the rates by use, in one order."""

    year: int
    base_year: int
    months: int
    said: Assumptions
    lines: Sequence[ForetoldLine]
    carried: Yuan
    needed: Yuan
    now: Sequence[Rated]
    then: Sequence[Rated]
    homes: Sequence[Home]

    @property
    def income(self) -> Yuan:
        return income_at(self.then)

    @property
    def cost(self) -> Yuan:
        return sum((one.foretold for one in self.lines if not one.is_income), ZERO)

    @property
    def other_income(self) -> Yuan:
        return sum((one.foretold for one in self.lines if one.is_income), ZERO)

    def fees(self, home: Home) -> tuple[Yuan, Yuan]:
        """A month now, and then."""
        place = next((place for place, one in enumerate(self.now) if one.use == home.use), None)
        if place is None:
            return ZERO, ZERO
        return home.fee(self.now[place].rate), home.fee(self.then[place].rate)


def base_year_of(estate: Estate, *, until: date) -> int | None:
    """The latest year, up to that day, in which the ledger has anything of the estate."""
    past = [year for year in years() if year <= until.year]
    return next((year for year in past if result_of(estate.code, year_of(year)).parts), None)


def reckoned(estate: Estate, *, year: int, base_year: int, said: Assumptions, today: date) -> Reckoned:
    """Raises YearNotAhead, NothingToRestOn, NoRateNow."""
    if year <= base_year:
        raise YearNotAhead()
    result = result_of(estate.code, year_of(base_year))
    months = len(result.months)
    lines, vat = _lines(result, months, said.change), _vat_part(result)
    if not any(not line.is_income for line in lines):
        raise NothingToRestOn(estate=estate.name, year=base_year)
    reductions = _reductions(estate, today)
    homes = _homes(estate, reductions, today)
    now = _now(estate, homes, reductions, said, today)
    if not now:
        raise NoRateNow(estate=estate.name)
    carried = carried_into(estate, year)
    whole = needed(lines, said, carried=carried, vat=vat)
    then = balancing(now, needed=whole) if said.rate is None else proportional(now, rate=said.rate)
    return Reckoned(year, base_year, months, said, lines, carried, whole, now, then, homes)


def _lines(result: EstateResult, months: int, change: Decimal) -> list[ForetoldLine]:
    """What recurs and residents pay for: works are planned anew, and what was given back comes once."""
    works_income = set(FeeItem.objects.filter(code=WORKS_SHARE).values_list("income_account", flat=True))
    once = {SERVICE_INCOME, TRUE_UP, VAT, *WORKS_COSTS, *works_income}
    found = []
    for line in (*result.costs, *result.incomes):
        before = line.by_funding.get(RESIDENTS, ZERO)
        if line.account in once or not before:
            continue
        by = Decimal(0) if line.is_income else change
        foretold = yearly(before, months=months, change=by)
        found.append(ForetoldLine(line.account, line.name, line.is_income, before, foretold))
    return found


def _vat_part(result: EstateResult) -> Fraction:
    """What of the residents' bills was VAT."""
    of_residents = [one for one in result.parts if one.is_income and one.funding == RESIDENTS]
    billed = sum(one.amount.fen for one in of_residents if one.amount > ZERO)
    vat = -sum(one.amount.fen for one in of_residents if one.account == VAT)
    return Fraction(vat, billed) if billed and vat > 0 else Fraction(0)


def _tariff(estate: Estate, item: str, use: str, on: date) -> Decimal | None:
    rows = in_charge(in_force(Tariff.objects.filter(estate=estate, item__code=item, applies_to=use), on=on))
    found = rows.first()
    return found.rate if found else None


def _reductions(estate: Estate, on: date) -> dict[str, Fraction]:
    """What of the rate a vacant home pays, by use."""
    found = {use: _tariff(estate, VACANCY_REDUCTION, use, on) for use in APPLIES_TO.values()}
    return {use: Fraction(1) if part is None else Fraction(part) for use, part in found.items()}


def _homes(estate: Estate, reductions: dict[str, Fraction], on: date) -> list[Home]:
    vacant = in_force(Occupancy.objects.filter(unit=OuterRef("pk"), state=OccupancyState.VACANT), on=on)
    units = as_they_were(Unit.objects.filter(estate=estate), on=on).annotate(vacant=Exists(vacant)).order_by("code")
    found = []
    for code, area, use, is_vacant in units.values_list("code", "area_then", "use_then", "vacant"):
        applies_to = APPLIES_TO[Use(use)]
        part = reductions[applies_to] if is_vacant else Fraction(1)
        found.append(Home(code, applies_to, Decimal(area).scaleb(-AREA_PLACES), is_vacant, part))
    return found


def _now(
    estate: Estate, homes: Sequence[Home], reductions: dict[str, Fraction], said: Assumptions, on: date
) -> list[Rated]:
    found = []
    for use in APPLIES_TO.values():
        rate = _tariff(estate, SERVICE_FEE, use, on)
        base = base_of(homes, use, reduced=reductions[use], more_vacant=said.more_vacant)
        if rate and base:
            found.append(Rated(use, rate, base))
    return found

"""An estate's cost and income from the ledger, and what its rates rest on."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet, Sum

from invoices.modules.billing.public import BillLine, BillState
from invoices.modules.breakeven.domain.funding import NAMES, RESIDENTS
from invoices.modules.breakeven.domain.posting import LABOUR, MACHINE, MATERIAL
from invoices.modules.breakeven.domain.rates import Rated
from invoices.modules.breakeven.domain.result import EstateResult, ResultAmount
from invoices.modules.charges.public import QUANTITY_SCALE, Charge
from invoices.modules.ledger.public import ResultMovement, movements, years
from invoices.modules.tariffs.public import APPLIES_TO, SERVICE_FEE, Tariff, in_charge
from property_ops.framework.dated_rows import touching
from property_ops.framework.fields import StoredInteger
from property_ops.framework.models import User
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate, visible_estates

MOST_YEARS = 3
OF_WORKS = {LABOUR[0], MATERIAL[0], MACHINE[0]}
# How the tariffs call the uses of a unit.


def result_of(estate_code: str, period: Period, *, up_to: int | None = None) -> EstateResult:
    """Of one estate, by the months that entries belong to; entries after number `up_to` are left out."""
    return results([estate_code], period, up_to=up_to)[estate_code]


def results(codes: Collection[str], period: Period, *, up_to: int | None = None) -> dict[str, EstateResult]:
    """By estate code, with one question to the ledger."""
    parts: dict[str, list[ResultAmount]] = {code: [] for code in codes}
    for movement in movements(estates=codes, period=period, up_to=up_to):
        parts[movement.estate].append(_part(movement))
    return {code: EstateResult(found) for code, found in parts.items()}


def latest_year(codes: Collection[str], *, until: date) -> int | None:
    """The latest of the last years up to that day in which one of these estates has cost or income; else the latest of
    the ledger."""
    last = [year for year in years() if year <= until.year][:MOST_YEARS]
    for year in last:
        if any(result.parts for result in results(codes, year_of(year)).values()):
            return year
    return next(iter(last), None)


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def _part(movement: ResultMovement) -> ResultAmount:
    """The account's own name is what stands after that of the account above it: of a work, with that it is one."""
    funding = movement.subledger if movement.subledger in NAMES else RESIDENTS
    own = movement.name.rpartition("-")[2]
    name = f"工程{own}" if movement.account in OF_WORKS else own
    return ResultAmount(movement.month, movement.account, name, movement.is_income, funding, movement.amount)


def rated(estate: Estate, period: Period) -> list[Rated]:
    """The service fee's rates in force at the end of the period, with what was billed in it; residential first."""
    bases = _bases(estate, period)
    found = []
    for use, applies_to in APPLIES_TO.items():
        tariff = _in_force(estate, applies_to, period).first()
        if tariff and bases.get(use):
            found.append(Rated(applies_to, tariff.rate, bases[use]))
    return found


def _bases(estate: Estate, period: Period) -> dict[str, Fraction]:
    """m² × months by use, weighted by the days, by what was delivered and by the reduction, as it was billed."""
    billed = BillLine.objects.filter(charge=OuterRef("pk"), bill__state=BillState.ISSUED)
    charges = Charge.objects.filter(
        Exists(billed), estate=estate, item__code=SERVICE_FEE, month__gte=period.start, month__lt=period.end
    )
    rows = (
        charges.order_by()
        .values_list("unit__use", "ratio_numerator", "ratio_denominator")
        .annotate(area=Sum(StoredInteger("quantity")))
    )
    found: dict[str, Fraction] = defaultdict(Fraction)
    for use, numerator, denominator, area in rows:
        found[use] += Fraction(area * numerator, QUANTITY_SCALE * denominator)
    return dict(found)


def _in_force(estate: Estate, applies_to: str, period: Period) -> QuerySet[Tariff]:
    """The latest version that was in force on a day of the period."""
    tariffs = in_charge(Tariff.objects.filter(estate=estate, item__code=SERVICE_FEE, applies_to=applies_to))
    return touching(tariffs, period).order_by("-start")


def estate_named(user: User, code: str) -> Estate | None:
    return visible_estates(user).filter(code=code).first()

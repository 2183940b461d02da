"""The figures of a quarter, read from the ledger alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import override

from invoices.modules.breakeven.public import EstateResult, ResultLine, result_of
from invoices.modules.disclosure.domain.figures import DisclosureFigures, DisclosureLine, MonthFigures
from invoices.modules.disclosure.domain.privacy import PaidIncome, merge_small_cells
from invoices.modules.ledger.public import homes_by_income
from property_ops.framework.published import published_figures
from property_ops.kernel.quantity import plain
from property_ops.kernel.quarters import Quarter
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import Manner, WorkOrder, WorkResult

WORKS = ("5401.01", "5401.02", "5401.03", "5401.09")
OF_WORKS = "各项工程"
BY_COMPANY = "公司自行承担"


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """What the ledger has of an estate's quarter."""

    figures: DisclosureFigures
    is_empty: bool


def quarter_figures(estate: Estate, quarter: Quarter, *, up_to: int | None = None) -> QuarterFigures:
    """From the entries up to number `up_to`. Raises TooFewPayers where a line would tell what a single home pays."""
    of_quarter = result_of(estate.code, quarter.period, up_to=up_to)
    of_year = result_of(estate.code, quarter.year_so_far, up_to=up_to)
    homes_in_quarter = homes_by_income(estate=estate.code, period=quarter.period, up_to=up_to)
    homes_in_year = homes_by_income(estate=estate.code, period=quarter.year_so_far, up_to=up_to)
    incomes = _lines(of_quarter.incomes, of_year.incomes, {})
    figures = DisclosureFigures(
        estate_code=estate.code,
        estate_name=estate.name,
        year=quarter.year,
        quarter=quarter.number,
        incomes=merge_small_cells(
            [
                PaidIncome(line, homes_in_quarter.get(account, 0), homes_in_year[account])
                if account in homes_in_year
                else PaidIncome(line, None, None)
                for account, line in incomes.items()
            ]
        ),
        costs=tuple(_lines(of_quarter.costs, of_year.costs, dict.fromkeys(WORKS, OF_WORKS)).values()),
        by_company=DisclosureLine(BY_COMPANY, of_quarter.borne_by_company.fen, of_year.borne_by_company.fen),
        months=tuple(_months(of_year)),
        manners=_manners(estate, quarter),
    )
    return QuarterFigures(figures, is_empty=not of_quarter.parts)


def services_of(estate: Estate, quarter: Quarter) -> tuple[tuple[str, str, str], ...]:
    """What the modules publish of the estate's quarter, in Chinese, as the notice is; what is nothing is not told."""
    found = []
    with override("zh-hans"):
        for figure in published_figures():
            if figure.estate and (value := figure.in_all([estate], quarter.period)):
                found.append((str(figure.title), plain(value), figure.unit))
    return tuple(found)


def _manners(estate: Estate, quarter: Quarter) -> tuple[tuple[str, int], ...]:
    """A work counts once, as the least that one of its parties did."""
    period = quarter.period
    accepted = WorkOrder.objects.filter(
        estate=estate, result=WorkResult.ACCEPTED, accepted_on__gte=period.start, accepted_on__lt=period.end
    )
    least = (max(work.manners, key=list(Manner).index) for work in accepted.prefetch_related("confirmations"))
    found = Counter(manner.value for manner in least)
    return tuple((manner.value, found[manner.value]) for manner in Manner if found[manner.value])


def _lines(
    in_quarter: Sequence[ResultLine], in_year: Sequence[ResultLine], together: Mapping[str, str]
) -> dict[str, DisclosureLine]:
    """By account, or by the name under which accounts stand together; what the year has and the quarter too."""
    amounts = {line.account: line.total.fen for line in in_quarter}
    found: dict[str, DisclosureLine] = {}
    for line in in_year:
        key = together.get(line.account, line.account)
        before = found.get(key, DisclosureLine(together.get(line.account, line.name), 0, 0))
        found[key] = DisclosureLine(
            before.name, before.quarter + amounts.get(line.account, 0), before.year + line.total.fen
        )
    return found


def _months(result: EstateResult) -> list[MonthFigures]:
    months = [(month, result.of_month(month)) for month in result.months]
    return [MonthFigures(str(month), one.income.fen, one.cost.fen) for month, one in months]

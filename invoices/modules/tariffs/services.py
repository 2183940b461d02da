"""A new version of a rate, typed on a page: it goes the way of the office's tariff sheet, and waits as that does."""

import csv
import tempfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from invoices.modules.tariffs.domain.errors import RateRefused, RateThere, RateUnchanged
from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.selectors import in_charge, unit_of_rates
from property_ops.framework.importing.approving import waiting_batches
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.runs import import_files
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import ONE_DAY
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Estate

HEADS = ("小区名称", "收费项目", "适用", "标准", "单位", "执行日期", "截止日期", "依据")
SHEET = "收费标准.csv"


def propose_rate(*, of: Tariff, rate: Decimal, start: date, basis: str, by: User, today: date) -> int:
    """The version `of` ends the day before `start`, and another rate begins: the batch in which both wait.

    Another person approves it, who sees what every unit would pay. Raises NotAllowed, RateRefused, RateUnchanged.
    """
    require(by, Tariff.rights.prepare, of)
    if rate == of.rate:
        raise RateUnchanged()
    until = of.end - ONE_DAY if of.end else None
    rows = [_cells(of, of.rate, of.start, start - ONE_DAY, of.basis), _cells(of, rate, start, until, basis)]
    return _read_in(rows, by=by, today=today)


def propose_first_rate(
    *, estate: Estate, item: FeeItem, applies_to: str, rate: Decimal, start: date, basis: str, by: User, today: date
) -> int:
    """A rate where there was none: the batch in which it waits. Raises NotAllowed, RateRefused, RateThere,
    RateUnchanged where it waits already."""
    require(by, Tariff.rights.prepare, estate)
    if in_charge(Tariff.objects.filter(estate=estate, item=item, applies_to=applies_to)).exists():
        raise RateThere(item=item.name, applies_to=applies_to)
    row = (estate.name, item.name, applies_to, plain(rate), unit_of_rates(item), f"{start}", "", basis)
    return _read_in([row], by=by, today=today)


def _read_in(rows: Sequence[tuple[str, ...]], *, by: User, today: date) -> int:
    """As the office's sheet of tariffs is read; the batch that waits then."""
    known = {batch.pk for batch in waiting_batches()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SHEET
        with path.open("w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerows([HEADS, *rows])
        report = import_files(paths=[path], by=by, as_of=today)
    for problem in report.problems():
        if problem.level is Level.ERROR:
            raise RateRefused(says=problem.message, do=problem.advice)
    made = [batch.pk for batch in waiting_batches() if batch.pk not in known and batch.prepared_by_id == by.pk]
    if not made:
        raise RateUnchanged()
    return made[-1]


def _cells(of: Tariff, rate: Decimal, start: date, last: date | None, basis: str) -> tuple[str, ...]:
    until = f"{last}" if last else ""
    return (of.estate.name, of.item.name, of.applies_to, plain(rate), of.unit, f"{start}", until, basis)

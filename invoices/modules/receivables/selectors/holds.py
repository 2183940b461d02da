"""The days on which lines were left alone."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from invoices.modules.receivables.models import LineHold
from property_ops.kernel.period import FAR_FUTURE, Period

Row = tuple[int, date, date | None]


def held_days(lines: Collection[int]) -> dict[int, list[Period]]:
    """The days on which each of these bill lines was or is held, whoever holds it; they may overlap."""
    found: dict[int, list[Period]] = defaultdict(list)
    rows: QuerySet[LineHold, Row] = LineHold.objects.filter(line__in=lines).values_list("line_id", "start", "end")
    for line, start, end in rows.order_by("pk"):
        found[line].append(Period(start, end or FAR_FUTURE))
    return found

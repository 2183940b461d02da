"""The hazards of an estate in a month: what was looked at, found, put right, and is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate
from property_ops.modules.inspections.models import Hazard, Inspection
from property_ops.modules.inspections.selectors.register import visible_hazards, visible_inspections


@dataclass(frozen=True, slots=True)
class HazardMonth:
    """`until`: the last day that counts; hazards and inspections in order of their day."""

    estate: Estate
    month: Month
    until: date
    inspections: Sequence[Inspection]
    found: Sequence[Hazard]
    closed: Sequence[Hazard]
    open: Sequence[Hazard]

    @property
    def overdue(self) -> Sequence[Hazard]:
        return [one for one in self.open if one.due_on < self.until]


def hazard_month(user: User, estate: Estate, month: Month, *, today: date) -> HazardMonth:
    until = min(month.end, today)
    inspections = visible_inspections(user).filter(
        scan__checkpoint__estate=estate, scan__scanned_at__date__gte=month.start
    )
    rows = list(visible_hazards(user).filter(estate=estate, found_on__lt=month.end).order_by("found_on", "pk"))
    return HazardMonth(
        estate=estate,
        month=month,
        until=until,
        inspections=list(inspections.filter(scan__scanned_at__date__lt=month.end).order_by("scan__scanned_at", "pk")),
        found=[one for one in rows if one.found_on in month.period],
        closed=[one for one in rows if one.closed_on is not None and one.closed_on in month.period],
        open=[one for one in rows if one.closed_on is None or one.closed_on >= month.end],
    )


def month_counts(user: User, month: Month, *, today: date) -> list[tuple[Estate, int, int, int, int]]:
    """By estate that has any: inspections, and hazards found, closed, and open at the end of the month."""
    inspections = Inspection.objects.visible_to(user).filter(
        scan__scanned_at__date__gte=month.start, scan__scanned_at__date__lt=month.end
    )
    counted = inspections.order_by().values_list("scan__checkpoint__estate").annotate(count=Count("pk"))
    looked = {int(pk): int(count) for pk, count in counted}
    rows: dict[int, list[Hazard]] = {}
    for hazard in Hazard.objects.visible_to(user).filter(found_on__lt=month.end):
        rows.setdefault(hazard.estate_id, []).append(hazard)
    estates = Estate.objects.filter(pk__in={*looked, *rows}).order_by("code")
    return [(estate, looked.get(estate.pk, 0), *_counts(rows.get(estate.pk, []), month)) for estate in estates]


def _counts(rows: Sequence[Hazard], month: Month) -> tuple[int, int, int]:
    closed = sum(one.closed_on is not None and one.closed_on in month.period for one in rows)
    still_open = sum(one.closed_on is None or one.closed_on >= month.end for one in rows)
    return sum(one.found_on in month.period for one in rows), closed, still_open

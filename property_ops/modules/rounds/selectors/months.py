"""The rounds of a month as they are shown: up to yesterday while the month is going on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import Month, Period
from property_ops.modules.confirmations.public import AgreementItem, Confirmation
from property_ops.modules.estates.public import Estate, managed_estates
from property_ops.modules.rounds.models import SkippedRound
from property_ops.modules.rounds.selectors.counting import CountedLine, counted_lines


@dataclass(frozen=True, slots=True)
class CountedService:
    """An agreed service, its promises in the month, and what was skipped with a reason."""

    item: AgreementItem
    lines: Sequence[CountedLine]
    skipped: Sequence[SkippedRound]

    @property
    def count(self) -> DeliveredCount:
        return sum((line.count for line in self.lines), DeliveredCount())


def services_of(estate: Estate, month: Month, *, today: date) -> list[CountedService]:
    """Those of the agreement for which rounds are promised in the month."""
    of_estate = SkippedRound.objects.filter(checkpoint__estate=estate, day__gte=month.start, day__lt=month.end)
    skipped = list(of_estate.select_related("checkpoint", "by").order_by("day", "pk"))
    found = []
    for item, some in groupby(counted_lines(estate, month, until=today), key=lambda line: line.item):
        lines = list(some)
        points = {point.checkpoint_id for line in lines for point in line.line.points.all()}
        found.append(CountedService(item, lines, [one for one in skipped if one.checkpoint_id in points]))
    return found


def confirmed_in(period: Period) -> QuerySet[Confirmation]:
    """The services confirmed for months that begin in the period and for which rounds were counted (rule 25)."""
    counted = Confirmation.objects.filter(counted_promised__isnull=False).select_related("item__estate")
    return counted.filter(month__gte=period.start, month__lt=period.end).order_by("month", "item")


def estates_with_rounds(user: User, month: Month, *, today: date) -> list[tuple[Estate, list[CountedService]]]:
    """The managed estates that the user may see and for which rounds are promised in the month."""
    with_plans = managed_estates(user).filter(agreement_items__round_plans__isnull=False).distinct()
    found = ((estate, services_of(estate, month, today=today)) for estate in with_plans)
    return [(estate, services) for estate, services in found if services]

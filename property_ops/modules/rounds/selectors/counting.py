"""Rounds of an estate's month: what each agreed service promised, what was done of it (docs/product.md rule 25)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest

from django.db.models import Q, QuerySet
from django.utils import timezone

from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import FAR_FUTURE, Month, Period
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.estates.public import Estate
from property_ops.modules.rounds.domain.counting import ONE_DAY, SIX_DAYS, Per, PromisedRounds, Scanned, count
from property_ops.modules.rounds.models import BadWeatherDay, DoubtfulScan, RoundPlan, RoundPlanLine, RoundScan


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A promise on the days of the month on which it is in force, and what was done of it."""

    item: AgreementItem
    line: RoundPlanLine
    days: Period
    count: DeliveredCount


def counted_lines(estate: Estate, month: Month, *, until: date | None = None) -> list[CountedLine]:
    """In the order of the agreement. Days from `until` on are not due yet."""
    in_force = _in_force(estate, month.period & Period(date.min, until or month.end))
    if not in_force:
        return []
    scans = scanned_in(estate, Period(month.start - SIX_DAYS, month.end))
    weather = _bad_weather(estate, month)
    return [
        CountedLine(plan.item, line, days, count(promised(line), month, days, scans, weather))
        for plan, days in in_force
        for line in plan.lines.all()
    ]


def counts(estate: Estate, month: Month) -> Mapping[int, DeliveredCount]:
    """Of slot `service_counts`: by the agreed service, the rounds of the month; those without a plan are left out."""
    return counts_of_month(estate, month)


def counts_of_month(estate: Estate, month: Month, *, until: date | None = None) -> dict[int, DeliveredCount]:
    """The same, without the days from `until` on."""
    found: dict[int, DeliveredCount] = defaultdict(DeliveredCount)
    for one in counted_lines(estate, month, until=until):
        found[one.item.pk] += one.count
    return dict(found)


def promised(line: RoundPlanLine) -> PromisedRounds:
    window = (line.window_from, line.window_until) if line.window_from and line.window_until else None
    return PromisedRounds(
        per=Per(line.per),
        times=line.times,
        points=tuple(point.checkpoint_id for point in line.points.all()),
        window=window,
        crew=line.crew_id,
        needs_photo=line.needs_photo,
        excused_by_weather=line.excused_by_weather,
    )


def scanned_in(estate: Estate, days: Period) -> list[Scanned]:
    """The scans of the days, and of the night after them, that count: no doubtful one that nobody has approved."""
    first, last = _midnight(days.start), _midnight(days.end + ONE_DAY)
    scans = RoundScan.objects.filter(checkpoint__estate=estate, scanned_at__gte=first, scanned_at__lt=last)
    approved = DoubtfulScan.objects.filter(DoubtfulScan.STANDS).values("scan")
    rows = scans.filter(Q(doubtful__isnull=True) | Q(pk__in=approved))
    return [
        Scanned(point, timezone.localtime(at).replace(tzinfo=None), crew, picture is not None)
        for point, at, crew, picture in rows.values_list("checkpoint", "scanned_at", "crew", "picture")
    ]


def lines_on(estate: Estate, day: date) -> list[RoundPlanLine]:
    """What is promised on that day."""
    return [line for plan, _days in _in_force(estate, Period(day, day + ONE_DAY)) for line in plan.lines.all()]


def _in_force(estate: Estate, days: Period) -> list[tuple[RoundPlan, Period]]:
    """The approved plans that are in force on some of these days, with those."""
    managed = estate.managed_period
    if managed is None:
        return []
    due, found = days & managed, []
    plans = list(_approved_plans(estate).filter(start__lt=days.end))
    for plan, later in zip_longest(plans, plans[1:]):
        replaced = later.start if later is not None and later.item_id == plan.item_id else FAR_FUTURE
        of_plan = due & Period(plan.start, replaced)
        if of_plan.days:
            found.append((plan, of_plan))
    return found


def _approved_plans(estate: Estate) -> QuerySet[RoundPlan]:
    """With their lines, by service and day."""
    approved = RoundPlan.objects.filter(RoundPlan.STANDS, item__estate=estate).select_related("item")
    return approved.prefetch_related("lines__points__checkpoint", "lines__crew").order_by("item", "start")


def _bad_weather(estate: Estate, month: Month) -> Collection[date]:
    days = BadWeatherDay.objects.filter(BadWeatherDay.STANDS, estate=estate, day__gte=month.start, day__lt=month.end)
    return set(days.values_list("day", flat=True))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

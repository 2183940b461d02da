"""What is promised: plans of rounds, and the days on which bad weather excused. Both wait for another person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.kernel.writing import clean
from property_ops.modules.confirmations.public import AgreementItem, Confirmation
from property_ops.modules.dispatch.public import Crew
from property_ops.modules.estates.public import Estate
from property_ops.modules.rounds.domain.codes import meant
from property_ops.modules.rounds.domain.counting import Per
from property_ops.modules.rounds.domain.errors import (
    NothingPromised,
    PlanBeginsTooEarly,
    PlanStandsAlready,
    WeatherRecorded,
    WeatherToCome,
)
from property_ops.modules.rounds.models import BadWeatherDay, RoundPlan, RoundPlanLine, RoundPlanPoint, WeatherKind
from property_ops.modules.rounds.models.plan import OPEN_OR_APPROVED
from property_ops.modules.rounds.selectors.register import in_use
from property_ops.modules.rounds.services.checkpoints import CHANGE


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One row of a plan as it is typed in; `points` are codes: `A01-A12 B01 C*`."""

    name: str
    per: Per
    times: int
    points: str
    window: tuple[time, time] | None = None
    crew: Crew | None = None
    needs_photo: bool = False
    excused_by_weather: bool = False


@transaction.atomic
def prepare_plan(
    *, item: AgreementItem, start: date, lines: Sequence[PlannedLine], by: User, now: datetime
) -> RoundPlan:
    """It waits for another person, and takes the place of the earlier plan from `start` on.

    Raises NotAllowed, NothingPromised, NoSuchCheckpoint, PlanBeginsTooEarly, PlanStandsAlready.
    """
    item = AgreementItem.objects.select_for_update(of=("self",)).select_related("estate").get(pk=item.pk)
    require(by, CHANGE, item.estate)
    if not lines:
        raise NothingPromised()
    _refuse_confirmed(item, start)
    if RoundPlan.objects.filter(item=item, start=start, state__in=OPEN_OR_APPROVED).exists():
        raise PlanStandsAlready(service=item.name, day=start)
    plan = RoundPlan.objects.create(item=item, start=start, prepared_by=by, prepared_at=now)
    known = {point.code: point for point in in_use(item.estate)}
    for number, line in enumerate(lines, 1):
        window_from, window_until = line.window or (None, None)
        stored = RoundPlanLine.objects.create(
            plan=plan,
            number=number,
            name=clean(line.name),
            per=line.per.value,
            times=line.times,
            window_from=window_from,
            window_until=window_until,
            crew=line.crew,
            needs_photo=line.needs_photo,
            excused_by_weather=line.excused_by_weather,
        )
        points = [RoundPlanPoint(line=stored, checkpoint=known[code]) for code in meant(line.points, known)]
        if not points:
            raise NothingPromised()
        RoundPlanPoint.objects.bulk_create(points)
    subject = f"{item.estate.code} {item.name}"
    audit.record(by=by, action="rounds.plan_prepared", subject=subject, start=str(start), promises=len(lines))
    return plan


def approve_plan(*, plan_id: int, by: User, now: datetime) -> RoundPlan:
    """Raises NotAllowed, AlreadyDecided, SamePerson, PlanBeginsTooEarly."""
    with approving(RoundPlan, plan_id, by=by, now=now) as plan:
        item = AgreementItem.objects.select_for_update(of=("self",)).get(pk=plan.item_id)
        _refuse_confirmed(item, plan.start)
    return plan


@transaction.atomic
def record_bad_weather(
    *, estate: Estate, day: date, weather: WeatherKind, by: User, now: datetime, today: date, remark: str = ""
) -> BadWeatherDay:
    """It waits for another person. Raises NotAllowed, WeatherToCome, WeatherRecorded."""
    estate = Estate.objects.select_for_update(of=("self",)).get(pk=estate.pk)
    require(by, CHANGE, estate)
    if day >= today:
        raise WeatherToCome(day=day)
    if BadWeatherDay.objects.filter(estate=estate, day=day, state__in=OPEN_OR_APPROVED).exists():
        raise WeatherRecorded(day=day, estate=estate.name)
    return BadWeatherDay.objects.create(
        estate=estate, day=day, weather=weather, remark=clean(remark), prepared_by=by, prepared_at=now
    )


def approve_bad_weather(*, day_id: int, by: User, now: datetime) -> BadWeatherDay:
    """Raises NotAllowed, AlreadyDecided, SamePerson."""
    with approving(BadWeatherDay, day_id, by=by, now=now) as day:
        return day


def _refuse_confirmed(item: AgreementItem, start: date) -> None:
    """What was promised of a month that is confirmed stays as it was. Raises PlanBeginsTooEarly."""
    confirmed = Confirmation.objects.filter(item=item, month__gte=Month.of(start).start, confirmed_on__isnull=False)
    latest = confirmed.order_by("-month").first()
    if latest is not None:
        raise PlanBeginsTooEarly(service=item.name, month=Month.of(latest.month))

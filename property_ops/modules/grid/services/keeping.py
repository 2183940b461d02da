"""Areas, the plan and its points, who is responsible from when, and handing an area over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.dated_rows import in_force, touching
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.period import FAR_FUTURE, Period
from property_ops.kernel.writing import clean, with_reason
from property_ops.modules.estates.public import Estate
from property_ops.modules.grid.domain.errors import (
    AreaThere,
    DutyEndsBefore,
    DutyOverlaps,
    HandedToOneself,
    NobodyResponsible,
    NoPlanYet,
    OnlyWhoTakesOver,
    OutsideThePlan,
)
from property_ops.modules.grid.models import DutyRole, GridArea, GridDuty, GridHandOver, GridPlan, GridPoint
from property_ops.modules.grid.models.area import WHOLE
from property_ops.modules.grid.selectors.grid import open_in, plan_of

CHANGE, HAND_OVER = "grid.change", "grid.hand_over"


@dataclass(frozen=True, slots=True)
class PlacedAt:
    """In thousandths of the picture; and on earth, where known."""

    x: int
    y: int
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@transaction.atomic
def enter_area(*, estate: Estate, code: str, name: str, covers: str, by: User, now: datetime) -> GridArea:
    """Raises NotAllowed, AreaThere."""
    require(by, CHANGE, estate)
    if GridArea.objects.filter(estate=estate, code=clean(code)).exists():
        raise AreaThere(code=clean(code))
    said = {"code": clean(code), "name": clean(name), "covers": clean(covers)}
    made = GridArea.objects.create(estate=estate, by=by, at=now, **said)
    audit.record(by=by, action="grid.area_entered", subject=f"{estate.code}/{made.code}")
    return made


def upload_plan(*, estate: Estate, picture: bytes, by: User, now: datetime) -> GridPlan:
    """The points of the plan before stay where they were, in thousandths. Raises NotAllowed, PictureRefused."""
    require(by, CHANGE, estate)
    kept = keep(picture, now=now)
    with transaction.atomic():
        before = plan_of(estate)
        made = GridPlan.objects.create(estate=estate, picture=kept, by=by, at=now)
        for point in before.points.all() if before else ():
            GridPoint.objects.create(
                plan=made, area=point.area, x=point.x, y=point.y, latitude=point.latitude, longitude=point.longitude
            )
        audit.record(by=by, action="grid.plan_uploaded", subject=estate.code)
    return made


@transaction.atomic
def place_area(*, area: GridArea, at: PlacedAt, by: User) -> GridPoint:
    """On the newest plan; placed again, it is moved. Raises NotAllowed, NoPlanYet, OutsideThePlan."""
    require(by, CHANGE, area)
    plan = plan_of(area.estate)
    if plan is None:
        raise NoPlanYet()
    if not (0 <= at.x <= WHOLE and 0 <= at.y <= WHOLE) or (at.latitude is None) != (at.longitude is None):
        raise OutsideThePlan()
    place = {"x": at.x, "y": at.y, "latitude": at.latitude, "longitude": at.longitude}
    made, _fresh = GridPoint.objects.update_or_create(plan=plan, area=area, defaults=place)
    audit.record(by=by, action="grid.point_placed", subject=f"{area.estate.code}/{area.code}")
    return made


@transaction.atomic
def begin_duty(
    *, area: GridArea, person: User, role: DutyRole, start: date, last: date | None, by: User, now: datetime
) -> GridDuty:
    """`last` still counts. Raises NotAllowed, DutyEndsBefore, DutyOverlaps."""
    area = GridArea.objects.select_for_update(of=("self",)).get(pk=area.pk)
    require(by, CHANGE, area)
    if last is not None and last < start:
        raise DutyEndsBefore()
    end = last + timedelta(days=1) if last else None
    if touching(area.duties.filter(role=role), Period(start, end or FAR_FUTURE)).exists():
        raise DutyOverlaps()
    made = GridDuty.objects.create(area=area, person=person, role=role, start=start, end=end, by=by, at=now)
    audit.record(by=by, action="grid.duty_begun", subject=f"{area.estate.code}/{area.code}", on=str(start))
    return made


@transaction.atomic
def offer_hand_over(*, area: GridArea, to: User, on: date, words: str, by: User, now: datetime) -> GridHandOver:
    """By who is responsible or the office. Raises NotAllowed, HandedToOneself, NobodyResponsible, ReasonMissing."""
    area = GridArea.objects.select_for_update(of=("self",)).get(pk=area.pk)
    require(by, HAND_OVER, area)
    if by.pk == to.pk:
        raise HandedToOneself()
    if not in_force(area.duties.filter(role=DutyRole.MAIN), on=on - timedelta(days=1)).exclude(person=to).exists():
        raise NobodyResponsible(area=area)
    made = GridHandOver.objects.create(
        area=area,
        to=to,
        on=on,
        words=with_reason(words, most=500),
        prepared_by=by,
        prepared_at=now,
        **open_in(area.estate),
    )
    audit.record(by=by, action="grid.handed_over", subject=made.audit_subject, on=str(on))
    return made


def take_over(*, hand_over_id: int, by: User, now: datetime) -> GridHandOver:
    """The duty before ends, and the new one begins. Raises NotAllowed, OnlyWhoTakesOver, NobodyResponsible."""
    with approving(GridHandOver, hand_over_id, by=by, now=now) as given:
        refuse_others(given, by)
        area = GridArea.objects.select_for_update(of=("self",)).get(pk=given.area_id)
        duties = area.duties.select_for_update().filter(role=DutyRole.MAIN)
        before = in_force(duties, on=given.on - timedelta(days=1)).first()
        if before is None or duties.filter(start__gte=given.on).exists():
            raise NobodyResponsible(area=area)
        until = before.end
        before.end = given.on
        before.save()
        GridDuty.objects.create(
            area=area,
            person=given.to,
            role=DutyRole.MAIN,
            start=given.on,
            end=until if until and until > given.on else None,
            by=by,
            at=now,
        )
    return given


def refuse_others(given: GridHandOver, by: User) -> None:
    """Raises OnlyWhoTakesOver."""
    if given.to_id != by.pk:
        raise OnlyWhoTakesOver(person=given.to)

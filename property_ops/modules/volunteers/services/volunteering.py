"""Teams, activities, who came, and hours that another person signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.signing import proven
from property_ops.framework.signing_in import SignInClosed, SignInWithoutName, is_open
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.writing import clean, within
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.estates.public import Estate
from property_ops.modules.volunteers.domain.errors import (
    ActivityToCome,
    HoursEntered,
    HoursWrong,
    ItemElsewhere,
    NobodyThere,
)
from property_ops.modules.volunteers.domain.worth import HALVES, MOST_HALVES
from property_ops.modules.volunteers.models import (
    TeamKind,
    VolunteerActivity,
    VolunteerHours,
    VolunteerHoursLine,
    VolunteerSignIn,
    VolunteerTeam,
)
from property_ops.modules.volunteers.models.activity import HERE

CHANGE = "volunteers.change"


@dataclass(frozen=True, slots=True)
class CalledActivity:
    title: str
    begins_at: datetime
    place: str
    item: AgreementItem | None = None


@dataclass(frozen=True, slots=True)
class HoursOf:
    """Somebody's hours, in halves; `home` tells two of one name apart."""

    name: str
    home: str
    hours: Decimal


@transaction.atomic
def enter_team(*, estate: Estate, name: str, kind: TeamKind, leader: str, by: User, now: datetime) -> VolunteerTeam:
    """Raises NotAllowed."""
    require(by, CHANGE, estate)
    made = VolunteerTeam.objects.create(estate=estate, name=clean(name), kind=kind, leader=clean(leader), by=by, at=now)
    audit.record(by=by, action="volunteers.team_entered", subject=f"{estate.code}/{made.pk}")
    return made


@transaction.atomic
def call_activity(*, team: VolunteerTeam, called: CalledActivity, by: User, now: datetime) -> VolunteerActivity:
    """Raises NotAllowed, ItemElsewhere."""
    require(by, CHANGE, team)
    if called.item is not None and called.item.estate_id != team.estate_id:
        raise ItemElsewhere()
    made = VolunteerActivity.objects.create(
        number=VolunteerActivity.series.next(timezone.localtime(called.begins_at).year),
        team=team,
        title=clean(called.title),
        begins_at=called.begins_at,
        place=clean(called.place),
        item=called.item,
        by=by,
        at=now,
    )
    audit.record(by=by, action="volunteers.activity_called", subject=made.number)
    return made


def activity_at(given: str) -> VolunteerActivity:
    """The activity that a code belongs to. Raises LinkNotFound."""
    return proven(VolunteerActivity.objects.select_related("team__estate"), given, HERE, "number")


@transaction.atomic
def sign_in(*, activity: VolunteerActivity, name: str, home: str, now: datetime) -> VolunteerSignIn:
    """Who signs in twice came once. Raises SignInClosed, SignInWithoutName."""
    activity = VolunteerActivity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    name, home = within(name, most=40), within(home, most=40)
    if not is_open(activity.begins_at, now) or _has_hours(activity):
        raise SignInClosed()
    if not name:
        raise SignInWithoutName()
    made, _fresh = VolunteerSignIn.objects.get_or_create(
        activity=activity, name=name, home=home, defaults={"by_code": True, "at": now}
    )
    return made


@transaction.atomic
def enter_hours(*, activity: VolunteerActivity, hours: Sequence[HoursOf], by: User, now: datetime) -> VolunteerHours:
    """Of who signed in by the code, and of who stands on the paper list; it waits for another person.

    Raises NotAllowed, ActivityToCome, HoursEntered, NamedTwice, NobodyThere, HoursWrong.
    """
    activity = VolunteerActivity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    require(by, CHANGE, activity)
    if now < activity.begins_at:
        raise ActivityToCome(activity=activity.number)
    if _has_hours(activity):
        raise HoursEntered(activity=activity.number)
    entered = [one for one in hours if clean(one.name)]
    refuse_twice(" ".join(filter(None, (clean(one.name), clean(one.home)))) for one in entered)
    said = {(within(one.name, most=40), within(one.home, most=40)): _halves(one) for one in entered}
    if not said:
        raise NobodyThere()
    made = VolunteerHours.objects.create(activity=activity, prepared_by=by, prepared_at=now)
    for (name, home), halves in said.items():
        who, _fresh = VolunteerSignIn.objects.get_or_create(
            activity=activity, name=name, home=home, defaults={"by_code": False, "at": now}
        )
        VolunteerHoursLine.objects.create(hours=made, who=who, halves=halves)
    audit.record(by=by, action="volunteers.hours_entered", subject=activity.number, present=len(said))
    return made


def _has_hours(activity: VolunteerActivity) -> bool:
    return activity.hours.filter(state__in=("waiting", "approved")).exists()


def _halves(one: HoursOf) -> int:
    halves = one.hours * HALVES
    if halves != int(halves) or not 1 <= halves <= MOST_HALVES:
        raise HoursWrong(name=one.name, most=MOST_HALVES // HALVES)
    return int(halves)

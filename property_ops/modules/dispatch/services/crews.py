"""Keeping the register of crews: skills, hours, members and leave."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.errors import NotAnEnd, NotAShift, TakenAccount
from property_ops.modules.dispatch.models import Crew, CrewLeave, CrewMember, CrewShift, CrewSkill
from property_ops.modules.dispatch.models.crew import Weekday
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.services.moving import BOARD

Hours = tuple[time | None, time | None]


@dataclass(frozen=True, slots=True)
class CrewMemberRow:
    """A member as typed in: a row of the table."""

    name: str
    phone: str = ""
    user: User | None = None
    is_leader: bool = False


@transaction.atomic
def keep_crew(*, crew: Crew, kinds: Collection[str], shifts: Mapping[int, Hours], by: User) -> Crew:
    """Store a crew with its skills and working hours by weekday; (None, None) is a free day.

    Raises NotAllowed, NotAShift.
    """
    require(by, PLAN)
    for weekday, (start, end) in shifts.items():
        if (start is None) != (end is None) or (start and start == end):
            raise NotAShift(weekday=Weekday(weekday).label)
    with locked_transaction(BOARD):
        crew.save()
        CrewSkill.objects.filter(crew=crew).exclude(kind__in=kinds).delete()
        known = set(CrewSkill.objects.filter(crew=crew).values_list("kind", flat=True))
        CrewSkill.objects.bulk_create([CrewSkill(crew=crew, kind=kind) for kind in sorted(set(kinds) - known)])
        CrewShift.objects.filter(crew=crew).delete()
        CrewShift.objects.bulk_create(
            CrewShift(crew=crew, weekday=weekday, start=start, end=end)
            for weekday, (start, end) in sorted(shifts.items())
            if start and end
        )
    audit.record(by=by, action="dispatch.crew_kept", subject=crew.code, skills=sorted(kinds))
    return crew


@transaction.atomic
def keep_members(*, crew: Crew, people: Sequence[CrewMemberRow], by: User) -> list[CrewMember]:
    """The members of the crew are these. Raises NotAllowed, NamedTwice, TakenAccount."""
    require(by, PLAN)
    refuse_twice(person.name for person in people)
    with locked_transaction(BOARD):
        names = [person.name for person in people]
        for gone in CrewMember.objects.filter(crew=crew).exclude(name__in=names):
            gone.delete()
        CrewMember.objects.filter(crew=crew).update(user=None)
        kept = [_keep(crew, person) for person in people]
    audit.record(by=by, action="dispatch.members_kept", subject=crew.code, members=len(kept))
    return kept


def _keep(crew: Crew, person: CrewMemberRow) -> CrewMember:
    taken = CrewMember.objects.select_related("crew").filter(user=person.user).first() if person.user else None
    if taken:
        raise TakenAccount(name=person.user, crew=taken.crew)
    member = CrewMember.objects.filter(crew=crew, name=person.name).first() or CrewMember(crew=crew, name=person.name)
    member.phone, member.user, member.is_leader = person.phone, person.user, person.is_leader
    member.save()
    return member


@transaction.atomic
def grant_leave(*, crew: Crew, days: Period, reason: str, by: User) -> CrewLeave:
    """The whole crew is away on these days. Raises NotAllowed, NotAnEnd."""
    require(by, PLAN)
    if not days.days:
        raise NotAnEnd
    with locked_transaction(BOARD):
        leave = CrewLeave.objects.create(crew=crew, start=days.start, end=days.end, reason=reason)
    audit.record(by=by, action="dispatch.leave_granted", subject=crew.code, days=f"{days.start} – {days.last_day}")
    return leave


@transaction.atomic
def withdraw_leave(*, leave: CrewLeave, by: User) -> None:
    """Raises NotAllowed."""
    require(by, PLAN)
    with locked_transaction(BOARD):
        audit.record(by=by, action="dispatch.leave_withdrawn", subject=leave.crew.code, start=str(leave.start))
        leave.delete()

"""Crews, and who belongs to them."""

from django.db.models import Count, QuerySet

from property_ops.framework.models import User
from property_ops.modules.dispatch.models import Crew, CrewLeave, CrewMember

PLAN, WORK = "dispatch.plan", "dispatch.work"
ROLE = "crew"


def crews() -> QuerySet[Crew]:
    return Crew.objects.all()


def with_people(crews: QuerySet[Crew]) -> QuerySet[Crew]:
    """With skills, shifts, leave and members read, and `member_count`."""
    return crews.annotate(member_count=Count("members", distinct=True)).prefetch_related(
        "skills", "shifts", "leaves", "members__user"
    )


def crew_of(user: User) -> Crew | None:
    """The crew in use that the account belongs to."""
    return Crew.objects.filter(members__user=user, active=True).first()


def sees_every_crew(user: User) -> bool:
    """Who plans may act for any crew; who only works acts for the own one."""
    return user.has_perm(PLAN)


def leaves() -> QuerySet[CrewLeave]:
    return CrewLeave.objects.select_related("crew")


def accounts_for(crew: Crew) -> QuerySet[User]:
    """The accounts that may be given to its members: those in use that no other crew has."""
    taken = CrewMember.objects.exclude(crew=crew).exclude(user=None).values("user")
    return User.objects.filter(is_active=True, groups__name=ROLE).exclude(pk__in=taken).order_by("username")

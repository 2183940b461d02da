"""Factories of crews and visits."""

from datetime import datetime, time, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.models import Crew, CrewMember, CrewShift, CrewSkill, Visit
from property_ops.modules.works.public import WorkResult, WorkState
from property_ops.modules.works.testing import WorkOrderFactory


class CrewFactory(DjangoModelFactory):
    """A crew that works from Monday to Friday, 08:00 to 18:00; `CrewFactory(skills=["road_repair"])`."""

    class Meta:
        model = Crew
        skip_postgeneration_save = True

    code = factory.Sequence(lambda number: f"BZ{number + 1:02d}")
    name = factory.Sequence(lambda number: f"施工{number + 1}班")

    @factory.post_generation
    def skills(self: Any, create: bool, extracted: Any, **more: Any) -> None:
        CrewSkill.objects.bulk_create([CrewSkill(crew=self, kind=kind) for kind in extracted or ("road_repair",)])

    @factory.post_generation
    def shifts(self: Any, create: bool, extracted: Any, **more: Any) -> None:
        hours = extracted or {weekday: (time(8), time(18)) for weekday in range(5)}
        CrewShift.objects.bulk_create(
            [CrewShift(crew=self, weekday=day, start=start, end=end) for day, (start, end) in hours.items()]
        )


class CrewMemberFactory(DjangoModelFactory):
    class Meta:
        model = CrewMember

    crew = factory.SubFactory(CrewFactory)
    name = factory.Sequence(lambda number: f"工人{number + 1}")


class VisitFactory(DjangoModelFactory):
    """Four hours in the tray, of a released road repair; `VisitFactory(crew=…, starts_at=…)` stands on the board."""

    class Meta:
        model = Visit

    work = factory.SubFactory(
        WorkOrderFactory,
        result=WorkResult.PENDING,
        state=WorkState.APPROVED,
        done=None,
        done_on=None,
        accepted=None,
        accepted_on=None,
    )
    number = factory.Sequence(lambda number: number + 1)
    minutes = 240
    ends_at = factory.LazyAttribute(
        lambda visit: visit.starts_at + timedelta(minutes=visit.minutes) if getattr(visit, "starts_at", None) else None
    )


def at(day: int, hour: int, minute: int = 0, *, month: int = 6, year: int = 2022) -> datetime:
    """A moment of June 2022 in Asia/Shanghai; the 1st is a Wednesday."""
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)

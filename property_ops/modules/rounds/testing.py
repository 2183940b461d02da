"""Factories of checkpoints, plans and scans."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.rounds.domain.counting import Per
from property_ops.modules.rounds.models import Checkpoint, CheckpointKind, RoundPlan, RoundScan, ScanWay
from property_ops.modules.rounds.services.plans import PlannedLine, approve_plan, prepare_plan
from property_ops.modules.rounds.services.scans import SentScan, take_scan


class CheckpointFactory(DjangoModelFactory):
    class Meta:
        model = Checkpoint
        django_get_or_create = ("estate", "code")

    estate = factory.SubFactory(EstateFactory)
    code = factory.Sequence(lambda number: f"A{number + 1:02d}")
    name = factory.LazyAttribute(lambda one: f"{one.code}号楼道")
    kind = CheckpointKind.STAIRS


def planned(item: AgreementItem, start: date, *lines: PlannedLine) -> RoundPlan:
    """An approved plan; without lines, once a day at every checkpoint."""
    now = timezone.now()
    usual = (PlannedLine(name="楼道保洁", per=Per.DAY, times=1, points="*"),)
    plan = prepare_plan(item=item, start=start, lines=lines or usual, by=_person("manager"), now=now)
    return approve_plan(plan_id=plan.pk, by=_person("reviewer"), now=now)


def scanned(point: Checkpoint, days: Sequence[date], *, by: User, at: time = time(9), **sent: Any) -> list[RoundScan]:
    """The plate was scanned on each of the days, and sent at once."""
    found = []
    for day in days:
        moment = timezone.make_aware(datetime.combine(day, at))
        scan = SentScan(uuid4(), point, sent.get("way", ScanWay.PLATE), moment, moment, sent.get("photo", b""))
        found.append(take_scan(sent=scan, by=by, now=moment))
    return found


def _person(role: str) -> User:
    made: Any = UserFactory(role=role)
    found: User = made
    return found

"""The demonstration's volunteers: two teams, an activity whose hours count, one that waits, one to come."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.approval.dated import propose
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.estates.public import Estate
from property_ops.modules.volunteers.models import TeamKind, VolunteerHours, VolunteerRate, VolunteerTeam
from property_ops.modules.volunteers.services.volunteering import (
    CalledActivity,
    HoursOf,
    call_activity,
    enter_hours,
    enter_team,
    sign_in,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "volunteers.toml"


@transaction.atomic
def volunteer_in_the_demo(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no team is there yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or VolunteerTeam.objects.exists():
        return
    by, now = _person(told["by"]), timezone.now()
    for row in told["teams"]:
        enter_team(estate=estate, name=row["name"], kind=TeamKind(row["kind"]), leader=row["leader"], by=by, now=now)
    figures = {"fen_an_hour": told["fen_an_hour"]}
    rate = propose(
        VolunteerRate,
        start=told["since"],
        figures=figures,
        by=_person(told["rates_by"]),
        now=now,
    )
    with approving(VolunteerRate, rate.pk, by=_person(told["approved_by"]), now=now):
        pass
    entered = [_activity(estate, row, by) for row in told["activities"]]
    first = next(hours for hours in entered if hours)
    with approving(VolunteerHours, first.pk, by=_person(told["approved_by"]), now=now):
        pass


def _activity(estate: Estate, row: Mapping[str, Any], by: User) -> VolunteerHours | None:
    day = row.get("day") or timezone.localdate() - timedelta(days=row["days_ago"])
    begins = timezone.make_aware(datetime.combine(day, time(9)))
    item = AgreementItem.objects.filter(estate=estate, name=row.get("item", "")).first()
    called = CalledActivity(row["title"], begins, row["place"], item)
    team = VolunteerTeam.objects.get(estate=estate, name=row["team"])
    activity = call_activity(team=team, called=called, by=by, now=begins - timedelta(days=2))
    if "people" not in row:
        return None
    name, home, _hours = row["people"][0]
    sign_in(activity=activity, name=name, home=home, now=begins)
    hours = [HoursOf(name, home, Decimal(hours)) for name, home, hours in row["people"]]
    return enter_hours(activity=activity, hours=hours, by=by, now=begins + timedelta(hours=4))


def _person(name: str) -> User:
    return User.objects.get(username=name)

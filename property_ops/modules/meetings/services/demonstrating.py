"""The demonstration's meetings: one that was held, with opinions of which one waits; one that is called."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.meetings.models import Meeting, MeetingKind
from property_ops.modules.meetings.services.attending import sign_in
from property_ops.modules.meetings.services.becoming import make_request_of
from property_ops.modules.meetings.services.meetings import (
    MeetingCall,
    answer_opinion,
    call_meeting,
    call_off,
    note_opinion,
    write_minutes,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "meetings.toml"


def hold_meetings(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where none of them was called yet."""
    today = timezone.localdate()
    _hold("meetings", lambda row: today - timedelta(days=row["days_ago"]))


def hold_meetings_of_2022(call: Callable[..., Any]) -> None:
    """Of slot `demo_deliveries`, before the quarter is disclosed: once, where none of them was called yet."""
    _hold("of_2022", lambda row: row["day"])


@transaction.atomic
def _hold(which: str, day_of: Callable[[Any], date]) -> None:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate, rows = Estate.objects.filter(name=told["estate"]).first(), told[which]
    if estate is None or Meeting.objects.filter(title=rows[0]["title"]).exists():
        return
    by = User.objects.get(username=told["by"])
    for row in rows:
        day = day_of(row)
        said = MeetingCall(
            MeetingKind(row["kind"]), row["title"], row["convener"], _at(day), row["place"], "\n".join(row["agenda"])
        )
        meeting = call_meeting(estate=estate, call=said, by=by, now=_at(day - timedelta(days=4)))
        if "off" in row:
            call_off(meeting=meeting, reason=row["off"], by=by, now=min(timezone.now(), _at(day - timedelta(days=1))))
        for name in row.get("signed_in", ()):
            sign_in(meeting=meeting, name=name, home="4号楼", now=_at(day))
        if "minutes" in row:
            present = [tuple(one.split("　")) for one in row["present"]]
            write_minutes(
                meeting=meeting, text=row["minutes"], present=present, by=by, now=_at(day + timedelta(days=1))
            )
        for one in row.get("opinions", ()):
            due = day + timedelta(days=one["days"])
            opinion = note_opinion(meeting=meeting, words=one["words"], answers=one["answers"], due_on=due, by=by)
            if "topic" in one:
                make_request_of(opinion=opinion, topic=one["topic"], by=by, now=_at(day + timedelta(days=1)))
            if "answer" in one:
                answer_opinion(opinion=opinion, answer=one["answer"], on=due - timedelta(days=2), by=by)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(18, 30)))

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
    note_opinion,
    write_minutes,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "meetings.toml"


@transaction.atomic
def hold_meetings(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no meeting was called yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or Meeting.objects.exists():
        return
    by, today = User.objects.get(username=told["by"]), timezone.localdate()
    for row in told["meetings"]:
        day = today - timedelta(days=row["days_ago"])
        said = MeetingCall(
            MeetingKind(row["kind"]), row["title"], row["convener"], _at(day), row["place"], "\n".join(row["agenda"])
        )
        meeting = call_meeting(estate=estate, call=said, by=by, now=_at(day - timedelta(days=4)))
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

"""A crew's visits as a calendar (RFC 5545), to be subscribed to on the phone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.models import Crew, Visit

HOST = "property-ops"
REFRESH = timedelta(minutes=30)


def draw_calendar(crew: Crew, visits: Iterable[Visit], *, now: datetime) -> bytes:
    """Times in Asia/Shanghai, with the zone described for calendars that don't know it."""
    from icalendar import Calendar  # slow to import: only who subscribes pays for it

    calendar = Calendar()
    calendar.add("prodid", "-//property-ops//dispatch//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", crew.name)
    calendar.add("x-wr-timezone", SHANGHAI.key)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for visit in visits:
        calendar.add_component(_event(visit, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(visit: Visit, now: datetime) -> Any:
    from icalendar import Event

    work, event = visit.work, Event()
    assert visit.starts_at
    assert visit.ends_at
    event.add("uid", f"visit-{visit.pk}@{HOST}")
    event.add("dtstamp", now)
    event.add("dtstart", visit.starts_at.astimezone(SHANGHAI))
    event.add("dtend", visit.ends_at.astimezone(SHANGHAI))
    event.add("summary", f"{work.estate.name} {work.kind}")
    event.add("location", " ".join(filter(None, (work.estate.name, work.place))))
    event.add("description", "\n".join(filter(None, (str(visit), visit.note))))
    event.add("status", "CONFIRMED")
    return event

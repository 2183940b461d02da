"""The board as JSON: times as they are on the clock of the company, sentences in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from property_ops.kernel.errors import BusinessError
from property_ops.modules.dispatch.domain.clashes import Clash
from property_ops.modules.dispatch.domain.climate import Climate, usual_day
from property_ops.modules.dispatch.domain.errors import VisitRefused
from property_ops.modules.dispatch.domain.windows import Window
from property_ops.modules.dispatch.public import VisitState
from property_ops.modules.dispatch.selectors.board import Board
from property_ops.modules.dispatch.selectors.norms import Rates, usual_minutes
from property_ops.modules.dispatch.selectors.visits import asked_by_work


def board_as_json(board: Board, works: Sequence[Any]) -> dict[str, Any]:
    asked, rates = asked_by_work(works), Rates()
    return {
        "mark": board.mark,
        "crews": [{"id": str(crew.pk), "title": crew.name} for crew in board.crews],
        "visits": [_placed(visit, board.clashes.get(visit.pk, ())) for visit in board.visits],
        "free": [
            {"crew": str(free.crew), "day": free.day.isoformat(), "why": _why(free.why), "leave": free.is_leave}
            for free in board.free_days
        ],
        "tray": [
            *(_in_tray(visit) for visit in board.tray),
            *(_work_in_tray(work, rates, asked[work.pk]) for work in works),
        ],
        "notes": _notes(board),
    }


def sentences(error: BusinessError) -> list[str]:
    """The reasons one by one, where there are several."""
    found = error.clashes if isinstance(error, VisitRefused) else ()
    return [clash.sentence(gettext) for clash in found]


def _placed(visit: Any, clashes: Sequence[Clash]) -> dict[str, Any]:
    return {
        **_common(visit.work, str(visit)),
        "visit": visit.pk,
        "crew": str(visit.crew_id),
        "start": _clock(visit.starts_at),
        "end": _clock(visit.ends_at),
        "minutes": visit.minutes,
        "state": visit.state,
        "stateName": visit.get_state_display(),
        "pinned": visit.pinned,
        "urgent": visit.urgent,
        "due": visit.due_on.isoformat() if visit.due_on else "",
        "movable": visit.state == VisitState.PLANNED,
        "seen": seen_of(visit),
        "url": reverse("dispatch_visit", args=[visit.pk]),
        "schedule": reverse("dispatch_schedule", args=[visit.pk]),
        "clashes": [{"says": clash.sentence(gettext), "hard": clash.is_hard} for clash in clashes],
    }


def _in_tray(visit: Any) -> dict[str, Any]:
    return {
        **_common(visit.work, str(visit)),
        "visit": visit.pk,
        "seen": seen_of(visit),
        "minutes": visit.minutes,
        "due": visit.due_on.isoformat() if visit.due_on else "",
        "urgent": visit.urgent,
        "schedule": reverse("dispatch_schedule", args=[visit.pk]),
    }


def _work_in_tray(work: Any, rates: Rates, visits: int) -> dict[str, Any]:
    """A work for which no visit is planned yet: dropped on the board, its visits are planned."""
    return {
        **_common(work, work.number),
        "work": work.pk,
        "minutes": usual_minutes(work, rates=rates, visits=visits),
        "urgent": False,
        "visits": visits,
        "due": "",
        "schedule": reverse("dispatch_plan_visits", args=[work.number]),
    }


def seen_of(visit: Any) -> str:
    """Where a visit stands, as a page saw it: nothing is moved that somebody moved since."""
    return f"{visit.crew_id}|{_clock(visit.starts_at)}|{visit.minutes}" if visit.is_placed else ""


def _common(work: Any, name: str) -> dict[str, Any]:
    return {"name": name, "estate": work.estate.name, "kind": work.kind, "place": work.place}


def step_in_words(change: Any, crews: Mapping[int, Any], visits: Mapping[int, Any]) -> str:
    """“GD-1-1 from the tray to crew one, 06-15 08:00”; of many visits only how many."""
    gone = all("cancelled" in move["after"] for move in change.moves)
    if (count := len(change.moves)) != 1:
        called_off = ngettext("%(count)s visit called off", "%(count)s visits called off", count)
        moved = ngettext("%(count)s visit moved", "%(count)s visits moved", count)
        return (called_off if gone else moved) % {"count": count}
    (move,) = change.moves
    facts = {
        "visit": visits.get(move["visit"], ""),
        "before": _place_in_words(move["before"], crews),
        "after": _place_in_words(move["after"], crews),
    }
    if gone:
        return gettext("%(visit)s called off, from %(before)s") % facts
    return gettext("%(visit)s from %(before)s to %(after)s") % facts


def _place_in_words(place: Mapping[str, Any], crews: Mapping[int, Any]) -> str:
    if "cancelled" in place:
        return gettext("having been called off")
    if "crew" not in place:
        return gettext("the tray")
    start = timezone.localtime(datetime.fromisoformat(place["start"]))
    return f"{crews.get(place['crew'], '')} {start:%m-%d %H:%M}"


def weather_as_json(window: Window, days: Sequence[Any], climate: Climate) -> dict[str, dict[str, Any]]:
    """By day: a line for the heading, and the hours with rain; where no forecast reaches, what is usual."""
    found = {day: degrees for day in window.days if (degrees := usual_day(climate, day))}
    usual = {day.isoformat(): {"says": _usual_line(degrees), "wet": []} for day, degrees in found.items()}
    return usual | {one.day.isoformat(): {"says": _weather_line(one), "wet": list(one.wet_hours)} for one in days}


def _usual_line(degrees: tuple[int, int]) -> str:
    coldest, warmest = (round(tenths / 10) for tenths in degrees)
    return gettext("usually %(coldest)s~%(warmest)s°") % {"coldest": coldest, "warmest": warmest}


def _weather_line(day: Any) -> str:
    parts = []
    if day.wet_hours:
        parts.append(gettext("rain %(first)s–%(last)s") % {"first": day.wet_hours[0], "last": day.wet_hours[-1] + 1})
    if day.coldest is not None:
        parts.append(f"{day.coldest:.0f}~{day.warmest:.0f}°")
    if day.wind:
        parts.append(gettext("force %(wind)s") % {"wind": day.wind})
    return " ".join(parts)


def _notes(board: Board) -> list[str]:
    if not board.unknown_years:
        return []
    years = "、".join(map(str, board.unknown_years))
    said = gettext("The public holidays of %(years)s are not known: weekdays count as working days.")
    return [said % {"years": years}]


def _why(why: str) -> str:
    return gettext(why) if why else ""


def _clock(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M:%S")

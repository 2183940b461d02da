"""The board as it is shown: crews, their visits with what speaks against them, and the tray."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.dispatch.domain.calendar import holiday_on, unknown_years
from property_ops.modules.dispatch.domain.clashes import LEAVE, Clash, clashes
from property_ops.modules.dispatch.domain.situation import CrewFacts, Situation
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.domain.windows import Window
from property_ops.modules.dispatch.models import BoardChange, Crew, CrewLeave, Distance, Forecast, PlaceClosure, Visit
from property_ops.modules.dispatch.selectors.crews import sees_every_crew
from property_ops.modules.dispatch.selectors.situation import situation
from property_ops.modules.dispatch.selectors.visits import open_works, ordered, visible_visits, visits_to_schedule
from property_ops.modules.parking.public import Closure


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day on which a crew does not work, and why (a msgid, or the office's own words)."""

    crew: int
    day: date
    why: str
    is_leave: bool


@dataclass(frozen=True, slots=True)
class Board:
    """`clashes` by visit, only for those who plan; `unknown_years`: years whose holidays nobody knows yet."""

    mark: str
    crews: list[Crew]
    visits: list[Visit]
    tray: list[Visit]
    clashes: Mapping[int, list[Clash]]
    free_days: list[FreeDay]
    unknown_years: list[int]


def board(window: Window, user: User) -> Board:
    """Everything there is to show of these days to this person."""
    mark = board_mark()
    visits = list(visits_in(window, user))
    tray = list(visits_to_schedule(user)) if sees_every_crew(user) else []
    facts = situation(window.span)
    shown = Q(active=True) | Q(pk__in={visit.crew_id for visit in visits})
    crews = list(Crew.objects.filter(shown).order_by("code"))
    return Board(
        mark=mark,
        crews=crews,
        visits=visits,
        tray=tray,
        clashes=all_clashes(visits, facts) if sees_every_crew(user) else {},
        free_days=[free for crew in crews for free in _free_days(facts.crews[crew.pk], window)],
        unknown_years=unknown_years(window.days),
    )


def clashes_of_week(day: date, user: User) -> int:
    """Against how many visits of the week something speaks, for those who plan: dear, and asked for afterwards."""
    if not sees_every_crew(user):
        return 0
    window = Window.around("week", day)
    return len(all_clashes(list(visits_in(window, user)), situation(window.span, with_tray=False)))


def to_schedule(user: User) -> int:
    """Visits of the tray, and works that have no visit; for those who plan."""
    if not sees_every_crew(user):
        return 0
    tray = visits_to_schedule(user).order_by().values("pk")
    works = open_works(user).order_by().values("pk")
    return tray.union(works, all=True).count()


def any_crews() -> bool:
    return Crew.objects.filter(active=True).exists()


def visits_in(window: Window, user: User) -> QuerySet[Visit]:
    """The visits on the board in these days; cancelled ones left out."""
    span = window.span
    near = visible_visits(user).filter(starts_at__lt=span.end, ends_at__gt=span.start)
    return ordered(near.exclude(state=VisitState.CANCELLED))


def all_clashes(visits: list[Visit], facts: Situation) -> dict[int, list[Clash]]:
    """What speaks against each visit that can still be moved."""
    found = {}
    for visit in visits:
        slot = facts.visits[visit.pk].slot
        if visit.state == VisitState.PLANNED and slot:
            found[visit.pk] = clashes(facts.visits[visit.pk], slot, facts)
    return {number: some for number, some in found.items() if some}


def last_step(user: User) -> BoardChange | None:
    """What this person's “undo” takes back."""
    return BoardChange.objects.filter(by=user, undone_by=None, undoes=None).order_by("-id").first()


def visits_of_step(change: BoardChange, user: User) -> dict[int, Visit]:
    """The visits that a step moved, as far as this person sees them."""
    return visible_visits(user).in_bulk([move["visit"] for move in change.moves])


def board_mark() -> str:
    """Changes whenever anything on the board may look different."""
    tables = (
        BoardChange.objects,
        Visit.history,
        Crew.history,
        CrewLeave.history,
        PlaceClosure.history,
        Closure.history,
        Forecast.objects,
        Distance.history,
    )
    return "-".join(str(rows.aggregate(last=Max("pk"))["last"] or 0) for rows in tables)


def _free_days(crew: CrewFacts, window: Window) -> Iterator[FreeDay]:
    for day in window.days:
        leave = crew.leave_on(day)
        if leave is not None:
            yield FreeDay(crew.id, day, leave or LEAVE, is_leave=True)
        elif crew.shift_on(day) is None:
            yield FreeDay(crew.id, day, holiday_on(day), is_leave=False)

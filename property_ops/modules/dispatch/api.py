"""Crews and their visits, for programs: read, planned, placed on the board, and reported."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import AwareDatetime, Field

from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiInput, ApiRow, Code, Day, RowId, narrowed, text
from property_ops.modules.dispatch.domain.slots import LONGEST, SHORTEST, moment
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.selectors.crews import PLAN, WORK, crews
from property_ops.modules.dispatch.selectors.visits import ONE_DAY, VIEW, visible_visits, work_numbered
from property_ops.modules.dispatch.services import visits
from property_ops.modules.dispatch.services.moving import BOARD

ROUTER = ApiRouter(
    "visits",
    rights={
        VIEW: _("see crews and visits"),
        PLAN: _("plan visits"),
        WORK: _("report visits as begun and done"),
    },
)

Minutes = Annotated[int, Field(ge=SHORTEST, le=LONGEST)]
Note = Annotated[str, text(200)]


class CrewRow(ApiRow):
    id: int
    name: str
    active: bool

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(id=row.pk, name=row.name, active=row.active)


class VisitRow(ApiRow):
    """In the tray it has neither crew nor time; on the board it has both."""

    id: int
    work: str
    estate: str
    number: int
    state: VisitState
    minutes: int
    crew: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    due_on: date | None
    urgent: bool
    pinned: bool
    note: str

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        named = {
            name: getattr(row, name)
            for name in (
                "number",
                "minutes",
                "starts_at",
                "ends_at",
                "started_at",
                "finished_at",
                "due_on",
                "urgent",
                "pinned",
                "note",
            )
        }
        return cls(
            id=row.pk,
            work=row.work.number,
            estate=row.work.estate.code,
            state=VisitState(row.state),
            crew=row.crew_id,
            **named,
        )


class NewVisit(ApiInput):
    work: Code
    minutes: Minutes
    due_on: Day | None = None
    urgent: bool = False
    note: Note = ""


class VisitChange(ApiInput):
    """All three as they are to be."""

    due_on: Day | None
    urgent: bool
    note: Note


class VisitPlace(ApiInput):
    """`starts_at` with its zone: 2026-12-01T08:30:00+08:00."""

    crew: RowId
    starts_at: AwareDatetime
    minutes: Minutes | None = None
    pinned: bool | None = None


@ROUTER.listing("/crews", right=VIEW, of=CrewRow, personal_data=False)
def list_crews(request: ApiRequest) -> QuerySet[Any]:
    """The crews, by name of the crew, not of people."""
    return crews()


@ROUTER.listing("/visits", right=VIEW, of=VisitRow, personal_data=False)
def list_visits(
    request: ApiRequest,
    estate: Code | None = None,
    work: Code | None = None,
    crew: RowId | None = None,
    state: VisitState | None = None,
    day: Day | None = None,
) -> QuerySet[Any]:
    """The visits; with `day`, those on the board that begin on it."""
    asked: dict[str, Any] = {
        "work__estate__code": estate,
        "work__number": work,
        "crew": crew,
        "state": state and state.value,
    }
    if day is not None:
        begins = moment(day)
        asked |= {"starts_at__gte": begins, "starts_at__lt": begins + ONE_DAY}
    return narrowed(visible_visits(request.user), asked)


@ROUTER.single("/visits/{int:id}", right=VIEW, of=VisitRow, personal_data=False)
def get_visit(request: ApiRequest, id: int) -> Any:
    """One visit."""
    return visible_visits(request.user).filter(pk=id).first()


@ROUTER.making("/visits", right=PLAN, of=VisitRow, personal_data=False, rows=visible_visits, at="/visits/{id}")
def plan_visit(request: ApiRequest, visit: NewVisit) -> Any:
    """One more visit of a work, into the tray."""
    work = work_numbered(request.user, visit.work)
    if work is None:
        raise Http404
    return visits.plan_visits(
        work=work,
        count=1,
        minutes=visit.minutes,
        due_on=visit.due_on,
        urgent=visit.urgent,
        note=visit.note,
        by=request.user,
    )[0]


_VISIT: Any = {
    "of": VisitRow,
    "personal_data": False,
    "rows": visible_visits,
    "by": "id",
    "inside": lambda: locked_transaction(BOARD),
}


@ROUTER.changing("/visits/{int:id}", right=PLAN, **_VISIT)
def change_visit(request: ApiRequest, row: Any, change: VisitChange) -> Any:
    """By when it is wanted, whether it is urgent, and the remark."""
    return visits.change_visit(visit=row, by=request.user, **change.model_dump())


@ROUTER.acting("/visits/{int:id}/place", right=PLAN, **_VISIT)
def place_visit(request: ApiRequest, row: Any, place: VisitPlace) -> Any:
    """Give it to a crew at a time. What clashes is refused as on the board."""
    return visits.place_visit(
        visit=row,
        crew=get_object_or_404(crews(), pk=place.crew),
        start=place.starts_at,
        minutes=place.minutes,
        pinned=place.pinned,
        by=request.user,
        at=timezone.now(),
    )


@ROUTER.acting("/visits/{int:id}/cancel", right=PLAN, **_VISIT)
def cancel_visit(request: ApiRequest, row: Any) -> Any:
    """Nobody goes."""
    return visits.cancel_visit(visit=row, by=request.user, at=timezone.now())


@ROUTER.acting("/visits/{int:id}/start", right=WORK, **_VISIT)
def start_visit(request: ApiRequest, row: Any) -> Any:
    """The crew is there."""
    return visits.start_visit(visit=row, by=request.user, at=timezone.now())


@ROUTER.acting("/visits/{int:id}/finish", right=WORK, **_VISIT)
def finish_visit(request: ApiRequest, row: Any) -> Any:
    """The crew is done."""
    return visits.finish_visit(visit=row, by=request.user, at=timezone.now())

"""Works, for programs: read, made, estimated, planned and reported. Released and accepted they are by persons."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiInput, ApiRow, Code, Day, Fen, Quantity, exact, narrowed, text
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.works import selectors
from property_ops.modules.works.public import (
    FundingSplit,
    PlannedLine,
    WorkOrder,
    WorkState,
    cancel_work,
    create_work,
    estimate_work,
    finish_work,
    schedule_work,
    start_work,
)
from property_ops.modules.works.services.workflow import CHANGE, RECORD

VIEW = "works.view"
MOST_LINES = 100

ROUTER = ApiRouter(
    "works",
    rights={
        VIEW: _("see works"),
        CHANGE: _("make, estimate and plan works"),
        RECORD: _("report works as begun and done"),
    },
)

Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
Remark = Annotated[str, text(300)]


class WorkLineRow(ApiRow):
    """The first line is the work's own. Prices are those of the estimate."""

    line: int
    name: str
    unit: str
    planned: str | None
    price_fen: int | None
    done: str | None
    accepted: str | None


class WorkRow(ApiRow):
    """`cost_fen` is what it cost so far; `ceiling_fen` what was released at most."""

    number: str
    kind: str
    estate: str
    place: str
    state: WorkState
    result: str
    round: int
    funding: str
    scope: str
    planned_on: date | None
    done_on: date | None
    accepted_on: date | None
    cost_fen: int
    ceiling_fen: int | None
    lines: list[WorkLineRow]

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        first = (1, row.kind, row.unit, row.planned, row.price, row.done, row.accepted)
        further = [
            (one.number, one.name, one.unit, one.planned, one.price, one.done, one.accepted)
            for one in sorted(row.further_lines.all(), key=lambda one: one.number)
        ]
        return cls(
            number=row.number,
            kind=row.kind,
            estate=row.estate.code,
            place=row.place,
            state=WorkState(row.state),
            result=row.result,
            round=row.round,
            funding=row.funding,
            scope=row.scope,
            planned_on=row.planned_on,
            done_on=row.done_on,
            accepted_on=row.accepted_on,
            cost_fen=row.cost.fen,
            ceiling_fen=_fen(row.ceiling),
            lines=[_line(*one) for one in (first, *further)],
        )


class NewWork(ApiInput):
    """`kind` as the installed kinds of work are called; `remark` says what is to be done, and why."""

    estate: Code
    kind: Annotated[str, text(40, shortest=1)]
    place: Annotated[str, text(100)] = ""
    remark: Remark = ""


class NewLine(ApiInput):
    name: Annotated[str, text(60, shortest=1)]
    unit: Annotated[str, text(10, shortest=1)]
    planned: Quantity
    price_fen: Fen


class Payers(ApiInput):
    """Per cent that add up to a hundred; nothing at all for what mends a defect under warranty."""

    residents: Percent = Decimal(0)
    subsidy: Percent = Decimal(0)
    maintenance_fund: Percent = Decimal(0)
    common_income: Percent = Decimal(0)
    third_party: Percent = Decimal(0)


class NewEstimate(ApiInput):
    """`scope` is who shares the residents' part: 全小区, 4号楼, 1-3号楼 or 3号楼2单元."""

    lines: Annotated[list[NewLine], Field(min_length=1, max_length=MOST_LINES)]
    payers: Payers
    scope: Annotated[str, text(200)] = ""
    third_party: Annotated[str, text(60)] = ""
    remark: Remark = ""


class PlannedDay(ApiInput):
    planned_on: Day
    remark: Remark = ""


class WorkRemark(ApiInput):
    remark: Remark = ""


class WorkReason(ApiInput):
    remark: Annotated[str, text(300, shortest=1)]


class LineDone(ApiInput):
    line: Annotated[int, Field(ge=1, le=MOST_LINES)]
    done: Annotated[Decimal, Field(ge=0, le=10**9, max_digits=13, decimal_places=4)]


class WorkReport(ApiInput):
    """What is done of each line, as measured."""

    lines: Annotated[list[LineDone], Field(max_length=MOST_LINES)]
    remark: Remark = ""


def _works(reader: User) -> QuerySet[Any]:
    return selectors.works(reader).prefetch_related("further_lines")


@ROUTER.listing("/works", right=VIEW, of=WorkRow, personal_data=False)
def list_works(
    request: ApiRequest,
    estate: Code | None = None,
    state: WorkState | None = None,
    accepted_from: Day | None = None,
    accepted_until: Day | None = None,
) -> QuerySet[Any]:
    """The works; of those accepted from a day until another, both counted."""
    asked = {
        "estate__code": estate,
        "state": state and state.value,
        "accepted_on__gte": accepted_from,
        "accepted_on__lte": accepted_until,
    }
    return narrowed(_works(request.user), asked)


@ROUTER.single("/works/{number}", right=VIEW, of=WorkRow, personal_data=False)
def get_work(request: ApiRequest, number: Code) -> Any:
    """One work by its number."""
    return _works(request.user).filter(number=number).first()


@ROUTER.making("/works", right=CHANGE, of=WorkRow, personal_data=False, rows=_works, at="/works/{number}")
def make_work(request: ApiRequest, work: NewWork) -> WorkOrder:
    """Make a draft, which gets the next number of the year."""
    return create_work(
        estate=get_object_or_404(visible_estates(request.user), code=work.estate),
        kind=work.kind,
        place=work.place,
        remark=work.remark,
        by=request.user,
        on=timezone.localdate(),
    )


_PLAN: Any = {"right": CHANGE, "of": WorkRow, "personal_data": False, "rows": _works, "by": "number"}
_REPORT: Any = {**_PLAN, "right": RECORD}


@ROUTER.acting("/works/{number}/estimate", **_PLAN)
def estimate(request: ApiRequest, row: Any, given: NewEstimate) -> Any:
    """Quantities, prices and who pays. It waits for another person's release then, at a page."""
    return estimate_work(
        work=row,
        lines=[PlannedLine(one.name, one.unit, one.planned, Yuan(one.price_fen)) for one in given.lines],
        split=FundingSplit(**given.payers.model_dump()),
        scope=given.scope,
        third_party=given.third_party,
        remark=given.remark,
        by=request.user,
        on=timezone.localdate(),
    )


@ROUTER.acting("/works/{number}/schedule", **_PLAN)
def schedule(request: ApiRequest, row: Any, day: PlannedDay) -> Any:
    """Plan a released work for a day, or for another one."""
    return schedule_work(
        work=row, planned_on=day.planned_on, remark=day.remark, by=request.user, on=timezone.localdate()
    )


@ROUTER.acting("/works/{number}/cancel", **_PLAN)
def cancel(request: ApiRequest, row: Any, why: WorkReason) -> Any:
    """Give it up before it is done. What it cost stays recorded and is never charged."""
    return cancel_work(work=row, by=request.user, on=timezone.localdate(), remark=why.remark)


@ROUTER.acting("/works/{number}/start", **_REPORT)
def start(request: ApiRequest, row: Any, said: WorkRemark) -> Any:
    """The crew has begun."""
    return start_work(work=row, by=request.user, on=timezone.localdate(), remark=said.remark)


@ROUTER.acting("/works/{number}/finish", **_REPORT)
def finish(request: ApiRequest, row: Any, report: WorkReport) -> Any:
    """Report it as done. It waits for acceptance then, which no program gives."""
    done = {one.line: one.done for one in report.lines}
    return finish_work(work=row, done=done, by=request.user, on=timezone.localdate(), remark=report.remark)


def _line(number: int, name: str, unit: str, planned: Any, price: Any, done: Any, accepted: Any) -> WorkLineRow:
    return WorkLineRow(
        line=number,
        name=name,
        unit=unit,
        planned=exact(planned),
        price_fen=_fen(price),
        done=exact(done),
        accepted=exact(accepted),
    )


def _fen(amount: Yuan | None) -> int | None:
    return None if amount is None else amount.fen

"""Works, visits, hours, material and requests, as what is sent for them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from invoices.modules.erpnext.domain.documents import CompanyDefaults, Document
from invoices.modules.erpnext.domain.works import (
    DONE,
    OFF,
    OPEN,
    WORKING,
    SentHours,
    SentMaterial,
    SentRequest,
    SentVisit,
    SentWork,
    hours_key,
    issue,
    material_key,
    material_request,
    project,
    project_key,
    request_key,
    task,
    task_key,
    timesheet,
)
from invoices.modules.erpnext.models import Connection
from invoices.modules.erpnext.selectors.records import records
from property_ops.kernel.money import ZERO
from property_ops.modules.dispatch.public import Visit, VisitState
from property_ops.modules.requests.public import Request
from property_ops.modules.works.public import WorkCost, WorkOrder, WorkState

NOT_YET = (WorkState.DRAFT, WorkState.ESTIMATED)
OF_WORKS = {WorkState.ACCEPTED: DONE, WorkState.CLOSED: DONE, WorkState.CANCELLED: OFF}
OF_VISITS = {VisitState.STARTED: WORKING, VisitState.DONE: DONE, VisitState.CANCELLED: OFF}
CENT = Decimal("0.01")


def work_documents(books: CompanyDefaults) -> Iterator[list[Document]]:
    """Projects, tasks and timesheets, each kind in one list; what was given up only where it is there."""
    settings = Connection.load()
    if settings.sends_works:
        works = _works()
        yield [project(one, books) for one in works]
        numbers = {one.number for one in works}
        visits = [one for one in _visits() if one.work in numbers]
        yield [task(one, books) for one in visits]
        yield [timesheet(one, books) for one in hours_sent() if one.work in numbers]
    if settings.sends_materials and books.warehouse:
        yield [material_request(one, books) for one in materials_sent()]
    if settings.sends_requests:
        yield [issue(one, books) for one in _requests()]


def _recorded(prefix: str) -> set[str]:
    return set(records().filter(key__startswith=prefix).values_list("key", flat=True))


def _works() -> list[SentWork]:
    known = _recorded(project_key(""))
    works = WorkOrder.objects.exclude(state__in=NOT_YET).select_related("estate").order_by("number")
    return [
        SentWork(
            number=work.number,
            words=" ".join(filter(None, (work.number, work.estate.name, work.place))),
            estate=work.estate.code,
            month=_month(work.accepted_on or work.planned_on),
            status=OF_WORKS.get(WorkState(work.state), OPEN),
            planned_on=work.planned_on,
        )
        for work in works
        if work.state != WorkState.CANCELLED or project_key(work.number) in known
    ]


def _visits() -> list[SentVisit]:
    """Those on the board."""
    known = _recorded(task_key(""))
    visits = Visit.objects.exclude(starts_at=None).select_related("work__estate", "crew").order_by("pk")
    return [
        SentVisit(
            number=str(visit),
            work=visit.work.number,
            words=f"{visit} {visit.crew.name if visit.crew else ''}".strip(),
            estate=visit.work.estate.code,
            starts_on=timezone.localdate(visit.starts_at),
            ends_on=timezone.localdate(visit.ends_at),
            status=OF_VISITS.get(VisitState(visit.state), OPEN),
            hours=Decimal(visit.minutes) / 60,
        )
        for visit in visits
        if visit.state != VisitState.CANCELLED or task_key(str(visit)) in known
    ]


def hours_sent() -> Iterator[SentHours]:
    """Of every cost of labour, less its corrections; one that was taken back whole only where it is there."""
    known, days = _recorded(hours_key(0)[:-1]), _visits_by_day()
    costs = WorkCost.objects.filter(type=WorkCost.Type.LABOUR, corrects=None).select_related("work__estate")
    for cost in costs.annotate(taken=Sum("corrections__amount")).order_by("pk"):
        if cost.hours is None or cost.rate is None:
            continue
        left = cost.amount + (cost.taken or ZERO)
        hours = cost.hours if not cost.taken else (left.as_decimal() / cost.rate.as_decimal()).quantize(CENT)
        if not hours and hours_key(cost.pk) not in known:
            continue
        visits = days.get((cost.work_id, cost.on), [])
        visit = visits[0] if len(visits) == 1 else None
        yield SentHours(
            cost.pk,
            cost.work.number,
            cost.work.estate.code,
            cost.on,
            cost.trade,
            hours,
            cost.rate,
            str(visit) if visit else "",
            visit is not None and visit.state == VisitState.DONE,
        )


def materials_sent() -> Iterator[SentMaterial]:
    """Of every issue from the store, less what came back of it; what came back whole only where it is there."""
    known = _recorded(material_key(0)[:-1])
    costs = WorkCost.objects.filter(type=WorkCost.Type.MATERIAL, corrects=None)
    costs = costs.select_related("work__estate", "move__material").prefetch_related("corrections__move")
    for cost in costs.order_by("pk"):
        moves = [cost.move, *(one.move for one in cost.corrections.all())]
        quantity = -sum((one.quantity for one in moves if one), Decimal(0))
        if cost.move is None or (not quantity and material_key(cost.pk) not in known):
            continue
        material = cost.move.material
        yield SentMaterial(
            cost.pk,
            cost.work.number,
            cost.work.estate.code,
            cost.on,
            material.code,
            material.name,
            material.unit,
            quantity,
        )


def _visits_by_day() -> dict[tuple[int, date], list[Visit]]:
    found: dict[tuple[int, date], list[Visit]] = defaultdict(list)
    for visit in Visit.objects.exclude(starts_at=None).exclude(state=VisitState.CANCELLED).select_related("work"):
        found[visit.work_id, timezone.localdate(visit.starts_at)].append(visit)
    return found


def _requests() -> list[SentRequest]:
    """What was asked for in one word, and where: who asked, and their words, stay here."""
    requests = Request.objects.select_related("estate").order_by("pk")
    return [
        SentRequest(
            number=one.number,
            subject=f"{one.estate.name} {one.get_topic_display()}",
            words=one.place,
            estate=one.estate.code,
            day=one.received_on,
            is_closed=not one.is_open,
        )
        for one in requests
    ]


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


__all__ = ["hours_sent", "materials_sent", "request_key", "work_documents"]

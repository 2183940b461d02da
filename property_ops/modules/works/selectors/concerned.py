"""Whom a work concerns: the homes that it was done for, and how long they may complain about it."""

from datetime import date, timedelta

from django.db.models import QuerySet

from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.works.domain.scope import ApportionmentScope, NotAScope, parse_scope
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.selectors.timeline import terms_for


def concerns(work: WorkOrder, unit: Unit) -> bool:
    """Whether it was done for this home."""
    return unit.estate_id == work.estate_id and _scope(work).covers(unit.building, unit.entrance)


def homes_concerned(work: WorkOrder) -> int:
    """How many homes it was done for: those that share its cost, or all of the estate."""
    scope = _scope(work)
    places = Unit.objects.filter(estate=work.estate_id).order_by().values_list("building", "entrance")
    return sum(scope.covers(building, entrance) for building, entrance in places)


def complaints_until(work: WorkOrder) -> date | None:
    """The last day on which residents may complain about it, as the agreement has it; None where it has no such days,
    or the work is not accepted."""
    days = terms_for(work).complaint_days
    if days is None or work.accepted_on is None or not work.is_settled:
        return None
    return work.accepted_on + timedelta(days=days)


def accepted_since(estate: Estate, day: date) -> QuerySet[WorkOrder]:
    """Accepted on the day or later, the latest first."""
    found = WorkOrder.objects.filter(estate=estate, result=WorkResult.ACCEPTED, accepted_on__gte=day)
    return found.select_related("estate").order_by("-accepted_on", "number")


def _scope(work: WorkOrder) -> ApportionmentScope:
    """What others pay for, and what is written as nobody can read it, concerns the whole estate."""
    try:
        return parse_scope(work.scope)
    except NotAScope:
        return ApportionmentScope(whole_estate=True)

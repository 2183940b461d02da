"""What contractors' crews are paid."""

from datetime import date

from django.db.models import Q, QuerySet

from property_ops.modules.dispatch.models import Crew, CrewContract, Visit
from property_ops.modules.works.public import WorkCost


def contract_of(crew: Crew | None, on: date) -> CrewContract | None:
    """The prices in force that day; None for a crew of the company's own."""
    if crew is None:
        return None
    found = CrewContract.objects.filter(CrewContract.STANDS, crew=crew, start__lte=on).order_by("start", "decided_at")
    last = found.last()
    return last if last is not None and last.prices.exists() else None


def contracts_of(crew: Crew) -> QuerySet[CrewContract]:
    return crew.contracts.select_related("prepared_by", "decided_by").prefetch_related("prices")


def earned_by(crew: Crew | None, *, since: date) -> QuerySet[WorkCost]:
    """What the crew's works cost by its agreements since that day, with what was corrected of it; the latest first."""
    if crew is None:
        return WorkCost.objects.none()
    numbers = CrewContract.objects.filter(CrewContract.STANDS, crew=crew).values("agreement")
    works = Visit.objects.filter(crew=crew).values("work")
    of_agreement = Q(document__in=numbers) | Q(corrects__document__in=numbers)
    costs = WorkCost.objects.filter(of_agreement, type=WorkCost.Type.PROVIDER, work__in=works, on__gte=since)
    return costs.select_related("work__estate").order_by("-on", "-pk")

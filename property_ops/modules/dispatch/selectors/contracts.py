"""What contractors' crews are paid."""

from datetime import date

from django.db.models import QuerySet

from property_ops.modules.dispatch.models import Crew, CrewContract


def contract_of(crew: Crew | None, on: date) -> CrewContract | None:
    """The prices in force that day; None for a crew of the company's own."""
    if crew is None:
        return None
    found = CrewContract.objects.filter(CrewContract.STANDS, crew=crew, start__lte=on).order_by("start", "decided_at")
    last = found.last()
    return last if last is not None and last.prices.exists() else None


def contracts_of(crew: Crew) -> QuerySet[CrewContract]:
    return crew.contracts.select_related("prepared_by", "decided_by").prefetch_related("prices")

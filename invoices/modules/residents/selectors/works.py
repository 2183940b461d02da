"""Accepted works that were done for a household: what it may look at, and complain about."""

from datetime import date, timedelta

from invoices.modules.complaints.public import works_held
from invoices.modules.residents.models import HouseholdDevice
from property_ops.modules.works.public import WorkOrder, WorkPhoto, accepted_since, concerns, photos_of

DAYS, MOST = 365, 30


def works_for(household: HouseholdDevice, *, today: date) -> list[WorkOrder]:
    """Those that are held, and those accepted within a year; what only other buildings had is not among them."""
    unit = household.unit
    lately = {work.pk: work for work in accepted_since(unit.estate, today - timedelta(days=DAYS))}
    spoken_of = {work.pk: work for work in works_held(unit.estate)}
    return [work for work in (spoken_of | lately).values() if concerns(work, unit)][:MOST]


def work_for(household: HouseholdDevice, number: str, *, today: date) -> WorkOrder | None:
    """One of them by its number; older ones too, where the address is known from a bill."""
    found = WorkOrder.objects.filter(estate=household.unit.estate_id, number=number, result="accepted")
    work = found.select_related("estate").first()
    return work if work is not None and concerns(work, household.unit) else None


def photo_of(work: WorkOrder, pk: int) -> WorkPhoto | None:
    return photos_of(work).filter(pk=pk).first()

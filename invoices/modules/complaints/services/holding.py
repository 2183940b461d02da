"""The lines of a work are held for all households: those that are there, and those that are issued later."""

from datetime import date

from invoices.modules.complaints.models import WorkHold
from invoices.modules.complaints.selectors.complaints import lines_of_work, standing_of
from invoices.modules.receivables.public import hold_lines
from property_ops.framework import audit
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import WorkOrder


def hold_if_past(*, work: WorkOrder, today: date) -> WorkHold | None:
    """Under the lock of the books: once the share of the agreement is passed. What residents do not pay for has no
    lines, and is not held."""
    standing = standing_of(work)
    if standing.hold or not standing.is_past or not work.residents_percent:
        return None
    hold = WorkHold.objects.create(
        work=work,
        estate_id=work.estate_id,
        complaining=standing.complaining,
        homes=standing.homes,
        percent=standing.percent or 0,
        started_on=today,
    )
    lines = hold_lines(lines=lines_of_work(work.number), source=hold.source, on=today)
    facts = {"complaining": standing.complaining, "homes": standing.homes, "lines": lines}
    audit.record(by=None, action="complaints.held", subject=work.number, **facts)
    return hold


def hold_new_lines(*, estate: Estate, on: date) -> None:
    """Of slot `lines_to_hold`: a work that is held is billed, and not due from the first day on."""
    for hold in WorkHold.objects.filter(estate=estate, ended_on=None).select_related("work").order_by("pk"):
        hold_lines(lines=lines_of_work(hold.work.number), source=hold.source, on=on)

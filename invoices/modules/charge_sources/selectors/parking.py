"""The leases that touch a month, as a table."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from invoices.modules.charges.public import Charge
from property_ops.framework.bulk import chunks
from property_ops.framework.dated_rows import touching
from property_ops.framework.fields import StoredInteger
from property_ops.framework.importing.waiting import claims_that_wait
from property_ops.kernel.period import FAR_FUTURE, Month, Period
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.public import Closure, Lease, marked_on

CHUNK = 20_000


class LeasedSpace(NamedTuple):
    """A lease with a day in the month; the rent in fen."""

    pk: int
    unit_id: int
    space: str
    rent: int
    start: date
    end: date | None
    space_id: int
    marked_by: str


def lease_chunks(estate: Estate, month: Month) -> Iterator[list[LeasedSpace]]:
    """The leases with a day in the month, `CHUNK` at a time."""
    leases = touching(Lease.objects.filter(space__estate=estate), month.period)
    leases = leases.annotate(fen=StoredInteger("monthly_rent"))
    columns = ["pk", "unit_id", "space__number", "fen", "start", "end", "space_id", "space__work_order_number"]
    for rows in chunks(leases, columns, size=CHUNK):
        yield [LeasedSpace._make(row) for row in rows]


def on_the_ground(leases: list[LeasedSpace], month: Month) -> tuple[list[LeasedSpace], list[str]]:
    """The leases, from the days on which their spaces are marked; and the spaces that are not marked in the month."""
    marks = marked_on(numbers) if (numbers := {lease.marked_by for lease in leases} - {""}) else {}
    there, drawn = [], []
    for lease in leases:
        since = marks.get(lease.marked_by, month.end) if lease.marked_by else lease.start
        if since >= month.end:
            drawn.append(lease.space)
        else:
            there.append(lease._replace(start=max(lease.start, since)))
    return there, drawn


def spaces_that_wait(estate: Estate, month: Month) -> list[str]:
    """Spaces of which a lease came by workbook and waits for another person."""
    keys = claims_that_wait("parking.spaces", estate.code, month.period).values_list("key", flat=True)
    return sorted({space for _code, space, start in (key.split("/", 2) for key in keys) if start != "end"})


def closures(estate: Estate, month: Month) -> dict[int, list[tuple[Period, str]]]:
    """Closures with a day in the month, by space: the days and the work order that closed it."""
    found: dict[int, list[tuple[Period, str]]] = {}
    closures = touching(Closure.objects.filter(space__estate=estate), month.period)
    for space, start, end, number in closures.values_list("space_id", "start", "end", "work_order_number"):
        found.setdefault(space, []).append((Period(start, end), number))
    return found


def charged_without_lease() -> Iterator[str]:
    """Source keys of parking charges with a day on which the unit had no lease of that space."""
    leases: dict[tuple[str, str, int], list[Period]] = {}
    rows = Lease.objects.values_list("space__estate__code", "space__number", "unit_id", "start", "end")
    for estate, space, unit, start, end in rows.iterator(chunk_size=CHUNK):
        leases.setdefault((estate, space, unit), []).append(Period(start, end or FAR_FUTURE))
    charges = Charge.objects.filter(source="parking").order_by("source_key")
    columns = ["source_key", "estate__code", "subject", "unit_id", "start", "end"]
    for key, estate, space, unit, start, end in charges.values_list(*columns).iterator(chunk_size=CHUNK):
        days = Period(start, end)
        if not any((days & lease) == days for lease in leases.get((estate, space, unit), ())):
            yield key

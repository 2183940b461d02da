"""Leases of a space as the register has them now, against those stored."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from property_ops.framework.importing.importer import Run
from property_ops.framework.importing.tables import RegisterRow, RowOutcome
from property_ops.kernel.period import FAR_FUTURE
from property_ops.kernel.text import gettext_noop
from property_ops.modules.parking.models import Lease, Space

_OVERLAP = gettext_noop("The lease overlaps another one of the same space (%(other)s).")
_CORRECT_DATES = gettext_noop("Correct the dates: a space is let to one unit at a time.")


class LeasePlan:
    """A lease is known by its space and first day. One that gave way ends when the next begins; one that is gone from
    the register ends on the day from which changes count."""

    def __init__(self, run: Run, spaces: list[Space]) -> None:
        self._run = run
        self._stored: dict[int, list[Lease]] = defaultdict(list)
        estates = {space.estate_id for space in spaces}
        if estates:
            for lease in Lease.objects.filter(space__estate__in=estates).select_related("unit"):
                self._stored[lease.space_id].append(lease)

    def settle(self, space: Space, rows: list[RegisterRow]) -> None:
        """`rows` are the good rows of one space; their `leased_to` is the unit, or None."""
        wanted = sorted((row for row in rows if row["leased_to"]), key=lambda row: row["start"])
        for earlier, later in pairwise(wanted):
            if (earlier["end"] or FAR_FUTURE) > later["start"]:
                later.error("start", _OVERLAP, _CORRECT_DATES, other=f"{earlier.number}")
                return
        stored = self._stored[space.pk] if space.pk else []
        by_start = {lease.start: lease for lease in stored}
        for row in wanted:
            self._settle_one(space, row, by_start.get(row["start"]), stored)
        if not wanted and rows:
            self._end_what_is_gone(rows[0], stored)

    def _settle_one(self, space: Space, row: RegisterRow, found: Lease | None, stored: Iterable[Lease]) -> None:
        values = {
            "unit": row["leased_to"], "monthly_rent": row["rent"], "start": row["start"], "end": row["end"],
        }  # fmt: skip
        if row.table.has("plate"):
            values |= {"plate": row["plate"].number, "vehicle": row["plate"].vehicle}
        others = [lease for lease in stored if lease is not found and _overlap(lease, row)]
        if found is None and len(others) == 1 and others[0].unit == row["leased_to"] and others[0].start > row["start"]:
            found = others.pop()
        for other in others:
            if other.start >= row["start"]:
                row.error("start", _OVERLAP, _CORRECT_DATES, other=f"{other.unit.code}, {other.start}")
                return
            self._run.changes.set(other, {"end": row["start"]})
            row.warn(
                "unit", gettext_noop("The lease of %(unit)s that was stored ends where this one begins."),
                gettext_noop("Nothing to do if the space was let anew."), unit=other.unit.code,
            )  # fmt: skip
        if found is None:
            self._run.changes.create(Lease(space=space, **values))
            row.outcome = RowOutcome.CREATED if row.outcome is RowOutcome.CREATED else RowOutcome.CHANGED
        elif self._run.changes.set(found, values):
            row.outcome = RowOutcome.CHANGED

    def _end_what_is_gone(self, row: RegisterRow, stored: Iterable[Lease]) -> None:
        for lease in stored:
            if lease.start < self._run.as_of and (lease.end is None or lease.end > self._run.as_of):
                self._run.changes.set(lease, {"end": self._run.as_of})
                row.outcome = RowOutcome.CHANGED
                row.warn(
                    "unit", gettext_noop("The register no longer names %(unit)s; its lease ends on %(day)s."),
                    gettext_noop("Name the unit again if it still uses the space."),
                    unit=lease.unit.code, day=self._run.as_of,
                )  # fmt: skip


def _overlap(lease: Lease, row: RegisterRow) -> bool:
    return lease.start < (row["end"] or FAR_FUTURE) and row["start"] < (lease.end or FAR_FUTURE)

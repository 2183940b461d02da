"""Leases of a space as the register has them now, against those stored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from property_ops.framework.importing.importer import Claim, Run
from property_ops.framework.importing.tables import RegisterRow, RowOutcome
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import FAR_FUTURE
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Unit
from property_ops.modules.parking.models import Lease, Space
from property_ops.modules.parking.selectors import marked_on

_OVERLAP = gettext_noop("The lease overlaps another one of the same space (%(other)s).")
_CORRECT_DATES = gettext_noop("Correct the dates: a space is let to one unit at a time.")


class LeasePlan:
    """A lease is known by its space and first day. One that gave way ends when the next begins; one that is gone from
    the register ends on the day from which changes count."""

    def __init__(self, run: Run, spaces: list[Space]) -> None:
        self._run = run
        self._marked = marked_on(space.work_order_number for space in spaces)
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
            self._end_what_is_gone(space, rows[0], stored)

    def _settle_one(self, space: Space, row: RegisterRow, found: Lease | None, stored: Iterable[Lease]) -> None:
        values = {
            "unit": row["leased_to"],
            "monthly_rent": row["rent"],
            "start": row["start"],
            "end": row["end"],
        }
        if row.table.has("plate"):
            values |= {"plate": row["plate"].number, "vehicle": row["plate"].vehicle}
        self._refuse_unmarked(space, row)
        found, others = self._in_the_way(row, found, stored)
        if not row.is_good:
            return
        if _pays_otherwise(found, others, values) and self._run.must_wait(_claim(space, row, row["leased_to"])):
            if found is not None and row.table.has("plate"):
                self._run.changes.set(found, {name: values[name] for name in ("plate", "vehicle")})
            return
        for other in others:
            self._run.changes.set(other, {"end": row["start"]})
        if found is None:
            self._run.changes.create(Lease(space=space, **values))
            row.outcome = RowOutcome.CREATED if row.outcome is RowOutcome.CREATED else RowOutcome.CHANGED
        elif self._run.changes.set(found, values):
            row.outcome = RowOutcome.CHANGED

    def _refuse_unmarked(self, space: Space, row: RegisterRow) -> None:
        """A space of a drawing is let once it is marked on the ground."""
        if not space.work_order_number:
            return
        marked = self._marked.get(space.work_order_number)
        if marked is None or row["start"] < marked:
            row.error(
                "start",
                gettext_noop("The space is not on the ground then: work %(work)s marks it."),
                gettext_noop("Let it from the day on which that work was accepted."),
                work=space.work_order_number,
            )

    def _in_the_way(
        self, row: RegisterRow, found: Lease | None, stored: Iterable[Lease]
    ) -> tuple[Lease | None, list[Lease]]:
        """The stored lease that the row is of, and those that end by it; one that begins later is an error."""
        others = [lease for lease in stored if lease is not found and _overlap(lease, row)]
        if found is None and len(others) == 1 and others[0].unit == row["leased_to"] and others[0].start > row["start"]:
            found = others.pop()
        for other in others:
            if other.start >= row["start"]:
                row.error("start", _OVERLAP, _CORRECT_DATES, other=f"{other.unit.code}, {other.start}")
                break
            row.warn(
                "unit",
                gettext_noop("The lease of %(unit)s that was stored ends where this one begins."),
                gettext_noop("Nothing to do if the space was let anew."),
                unit=other.unit.code,
            )
        return found, others

    def _end_what_is_gone(self, space: Space, row: RegisterRow, stored: Iterable[Lease]) -> None:
        gone = [one for one in stored if one.start < self._run.as_of and (one.end is None or one.end > self._run.as_of)]
        for lease in gone:
            row.warn(
                "unit",
                gettext_noop("The register no longer names %(unit)s; its lease ends on %(day)s."),
                gettext_noop("Name the unit again if it still uses the space."),
                unit=lease.unit.code,
                day=self._run.as_of,
            )
        paid = [lease for lease in gone if lease.monthly_rent > ZERO]
        if paid and self._run.must_wait(_claim(space, row, paid[0].unit, since=self._run.as_of)):
            return
        for lease in gone:
            self._run.changes.set(lease, {"end": self._run.as_of})
            row.outcome = RowOutcome.CHANGED


def _pays_otherwise(found: Lease | None, others: Sequence[Lease], values: dict[str, Any]) -> bool:
    """Whether by the row somebody pays rent who did not, or another rent, or for other days; `others` end by it."""
    if any(other.monthly_rent > ZERO for other in others):
        return True
    if found is None:
        return bool(values["monthly_rent"] > ZERO)
    differs = any(getattr(found, name) != values[name] for name in ("unit", "monthly_rent", "start", "end"))
    return differs and max(found.monthly_rent, values["monthly_rent"]) > ZERO


def _claim(space: Space, row: RegisterRow, unit: Unit, since: date | None = None) -> Claim:
    """That the unit leases the space; with `since`, that its lease ends then."""
    code = space.estate.code
    if since is not None:
        return Claim(row, code, f"{code}/{space.number}/end", f"{space.estate.name} {space.number} {unit.code}", since)
    words = f"{space.estate.name} {space.number} {unit.code} ¥{row['rent'].grouped()}"
    return Claim(row, code, f"{code}/{space.number}/{row['start']}", words, row["start"], row["end"])


def _overlap(lease: Lease, row: RegisterRow) -> bool:
    return lease.start < (row["end"] or FAR_FUTURE) and row["start"] < (lease.end or FAR_FUTURE)

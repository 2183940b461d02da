"""Owners, tenants and occupancy in time: what changed ends on the day given, and the new begins there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from property_ops.framework.importing.importer import Run
from property_ops.framework.importing.tables import RegisterRow
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.models import Occupancy, Tenure, Unit
from property_ops.modules.estates.models.unit import Role

Fact = TypeVar("Fact", Tenure, Occupancy)


class HolderPlan:
    """Compares rows with who holds the units on the day from which changes count (`run.as_of`)."""

    def __init__(self, run: Run, stored: Iterable[Unit]) -> None:
        self._run = run
        ids = [unit.pk for unit in stored]
        self._tenures: dict[tuple[int, str], list[Tenure]] = defaultdict(list)
        self._occupancies: dict[int, list[Occupancy]] = defaultdict(list)
        if ids:
            estates = {unit.estate_id for unit in stored}
            for tenure in Tenure.objects.filter(unit__estate__in=estates):
                self._tenures[tenure.unit_id, tenure.role].append(tenure)
            for occupancy in Occupancy.objects.filter(unit__estate__in=estates):
                self._occupancies[occupancy.unit_id].append(occupancy)

    def settle(self, row: RegisterRow, unit: Unit) -> bool:
        """True if an owner, a tenant or the occupancy of a known unit changes. A blank owner or
        occupancy changes nothing."""
        changed = [self._occupancy(row, unit)]
        if row["owner"]:
            changed.append(self._tenure(row, unit, Role.OWNER, row["owner"], row["owner_phone"], "owner"))
        if row.table.has("tenant"):
            changed.append(self._tenure(row, unit, Role.TENANT, row["tenant"], row["tenant_phone"], "tenant"))
        return any(changed)

    def would_change(self, row: RegisterRow, unit: Unit) -> bool:
        """Whether an owner, a tenant or the occupancy of a known unit is another by the row."""
        wanted: list[tuple[Any, str, Any]] = []
        if row["state"] is not None:
            wanted.append((self._occupancies[unit.pk], "state", row["state"]))
        if row["owner"]:
            wanted.append((self._tenures[unit.pk, Role.OWNER], "name", row["owner"]))
        tenants = self._tenures[unit.pk, Role.TENANT]
        if row.table.has("tenant") and (row["tenant"] or _open(tenants) is not None):
            wanted.append((tenants, "name", row["tenant"]))
        for held, field, said in wanted:
            current = _meant(held, self._run.as_of, field, said)
            if (said or None) != (None if current is None else getattr(current, field)):
                return True
        return False

    def _tenure(self, row: RegisterRow, unit: Unit, role: Role, name: str, phone: str, column: str) -> bool:
        held = self._tenures[unit.pk, role] if unit.pk else []
        current = _meant(held, self._run.as_of, "name", name)
        if current is not None and current.name == name:
            known = phone or current.phone if row.table.has(f"{column}_phone") else current.phone
            return self._run.changes.set(current, {"phone": known})
        if not name and (current is None or _open(held) is None):
            return False
        start = self._start(row, column, held, current, never_known=not held and (role is Role.OWNER or not unit.pk))
        if start is _REFUSED:
            return False
        if current is not None and current.start == start:
            if name:
                return self._run.changes.set(current, {"name": name, "phone": phone})
            row.error(column, _BEGAN_THAT_DAY, _LATER_DAY)
            return False
        if current is not None:
            self._run.changes.set(current, {"end": start})
        if name:
            self._run.changes.create(Tenure(unit=unit, role=role, name=name, phone=phone, start=start))
        return True

    def _occupancy(self, row: RegisterRow, unit: Unit) -> bool:
        held = self._occupancies[unit.pk] if unit.pk else []
        current = _meant(held, self._run.as_of, "state", row["state"])
        if row["state"] is None or (current is not None and current.state == row["state"]):
            return False
        start = self._start(row, "state", held, current, never_known=not held)
        if start is _REFUSED:
            return False
        if current is not None and current.start == start:
            return self._run.changes.set(current, {"state": row["state"]})
        if current is not None:
            self._run.changes.set(current, {"end": start})
        self._run.changes.create(Occupancy(unit=unit, state=row["state"], start=start))
        return True

    def _start(
        self,
        row: RegisterRow,
        column: str,
        held: list[Tenure] | list[Occupancy],
        current: Tenure | Occupancy | None,
        *,
        never_known: bool,
    ) -> date | None:
        """The day from which the new fact counts; None is open: the register never said otherwise."""
        if never_known:
            return None
        later = [fact for fact in held if fact is not current and fact.start and fact.start > self._run.as_of]
        if later or (current is not None and current.end is not None):
            row.error(
                column,
                gettext_noop("A change after %(day)s is stored already."),
                gettext_noop("Import with a later day (--as-of)."),
                day=self._run.as_of,
            )
            return _REFUSED
        return self._run.as_of


_REFUSED = date.min  # no day of an import
_BEGAN_THAT_DAY = gettext_noop("The tenant stored began on that very day and cannot end on it.")
_LATER_DAY = gettext_noop("Import with a later day (--as-of).")


def _meant(facts: list[Fact], day: date, field: str, wanted: str) -> Fact | None:
    """The fact that holds on the day, or the one stored for later if that is what the register says."""
    last = _open(facts)
    return last if last is not None and getattr(last, field) == wanted else held_on(facts, day)


def _open(facts: list[Fact]) -> Fact | None:
    """The fact without an end."""
    return next((fact for fact in facts if fact.end is None), None)


def held_on(facts: Iterable[Fact], day: date, **said: Any) -> Fact | None:
    """The fact that holds on the day, of those of which this is said."""
    for fact in facts:
        holds = (fact.start is None or fact.start <= day) and (fact.end is None or day < fact.end)
        if holds and all(getattr(fact, name) == value for name, value in said.items()):
            return fact
    return None

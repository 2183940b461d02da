"""Recording what was measured for a work: numbers in its kind's fields, or parts such as defects and walls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.quantity import plain
from property_ops.modules.works.domain.measuring import NoFields, WorkIsAccepted, checked
from property_ops.modules.works.models import MakersFigures, MeasuredPart, WorkOrder, WorkSheet
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.selectors import kind_of
from property_ops.modules.works.services.workflow import locked

MEASURE = "works.measure"
Part = TypeVar("Part", bound=MeasuredPart)
Figures = TypeVar("Figures", bound=MakersFigures)


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A part as it is typed in: the columns of its table. Subclasses are dataclasses too."""

    def check(self) -> None:
        """Raises BusinessError for what cannot be."""
        raise NotImplementedError

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))


@transaction.atomic
def measure(*, work: WorkOrder, values: Mapping[str, Decimal | None], by: User) -> WorkSheet:
    """The sheet of the work has these values. Raises NotAllowed, NoFields, WorkIsAccepted, NotMeasured, OutOfRange."""
    own = _open(work, by=by, permission=MEASURE)
    kind = kind_of(own)
    if kind is None or not kind.fields:
        raise NoFields(kind=own.kind)
    found = {code: plain(value) for code, value in checked(kind.fields, values).items()}
    sheet = WorkSheet.objects.filter(work=own).first() or WorkSheet(work=own)
    sheet.kind, sheet.values = kind.code, found
    sheet.save()
    audit.record(by=by, action="works.measured", subject=own.number, values=found)
    return sheet


@transaction.atomic
def measure_parts(
    model: type[Part], *, work: WorkOrder, rows: Sequence[MeasuredRow], permission: str, by: User
) -> list[Part]:
    """The parts of the work are these, in this order; who calls it records it.

    Raises NotAllowed, WorkIsAccepted, and what the rows' check raises.
    """
    own = _open(work, by=by, permission=permission)
    for row in rows:
        row.check()
    there: Any = model._default_manager.filter(work=own)
    before: dict[int, Part] = {part.number: part for part in there}
    stored = [
        _store(before.pop(number, model(work=own, number=number)), row) for number, row in enumerate(rows, start=1)
    ]
    for surplus in before.values():
        surplus.delete()
    return stored


def change_figures(figures: Figures, *, permission: str, by: User) -> Figures:
    """Store a maker's figures; who calls it records it. Raises NotAllowed, and what its rule refuses."""
    require(by, permission)
    _checked = figures.rule
    figures.save()
    return figures


def _open(work: WorkOrder, *, by: User, permission: str) -> WorkOrder:
    """The locked work, while it may be measured."""
    own = locked(work, by=by, permission=permission)
    if own.result == WorkResult.ACCEPTED:
        raise WorkIsAccepted(number=own.number)
    return own


def _store(part: Part, row: MeasuredRow) -> Part:
    """Saved only where it differs, so that its history tells of changes."""
    values: dict[str, Any] = {name: getattr(row, name) for name in row.columns()}
    if part.pk and all(getattr(part, name) == value for name, value in values.items()):
        return part
    for name, value in values.items():
        setattr(part, name, value)
    part.save()
    return part

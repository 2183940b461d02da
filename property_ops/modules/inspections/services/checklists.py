"""Checklists are the office's own: changed as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import clean
from property_ops.modules.inspections.domain.errors import ChecklistEmpty
from property_ops.modules.inspections.domain.grades import Grade
from property_ops.modules.inspections.models import Checklist
from property_ops.modules.inspections.services.rectifying import CHANGE


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    text: str
    grade: Grade
    work_kind: str = ""


@transaction.atomic
def change_checklist(*, checklist: Checklist, rows: Sequence[ChecklistRow], by: User) -> Checklist:
    """Inspections keep what was looked at then. Raises NotAllowed, ChecklistEmpty."""
    require(by, CHANGE)
    if not rows:
        raise ChecklistEmpty()
    checklist = Checklist.objects.select_for_update().get(pk=checklist.pk)
    checklist.items = [
        {"text": clean(row.text), "grade": row.grade.value, "work_kind": clean(row.work_kind)} for row in rows
    ]
    checklist.save()
    audit.record(by=by, action="inspections.checklist_changed", subject=checklist.code, rows=len(rows))
    return checklist

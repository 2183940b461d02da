"""How rows of an assessment are shown: what each is, when, and where it leads."""

from typing import Any

from django.urls import reverse

from property_ops.framework.models import User
from property_ops.framework.web.shown import ShownCell
from property_ops.modules.assessment.public import AssessedPart

OWN, VIEW, CHANGE, OBJECT, LIST = (
    "assessment.own",
    "assessment.view",
    "assessment.change",
    "assessment.object",
    "assessments",
)
MOST = 300
"""So many rows of a part are shown; the workbook has them all."""


def row_shown(part: AssessedPart, row: Any, user: User) -> tuple[ShownCell, Any]:
    """The row's name with its address, for who may open it, and its day."""
    if part is AssessedPart.ROUNDS:
        return ShownCell(f"{row.checkpoint.estate.name} {row.checkpoint}"), row.scanned_at
    if part is AssessedPart.VISITS:
        url = reverse("work", args=[row.work.number]) if user.has_perm("works.view") else ""
        return ShownCell(str(row), url), row.ends_at
    if part is AssessedPart.WORKS:
        return ShownCell(
            row.number, reverse("work", args=[row.number]) if user.has_perm("works.view") else ""
        ), row.accepted_on
    url = reverse("request", args=[row.number]) if user.has_perm("requests.view") else ""
    return ShownCell(row.number, url), row.answered_on

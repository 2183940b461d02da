"""How rows of an assessment are shown: what each is, when, and where it leads."""

from django.urls import reverse
from django.utils.translation import get_language

from property_ops.framework.models import User
from property_ops.framework.web.shown import ShownCell
from property_ops.kernel.spans import YearSpan
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


def cell_of(part: str, words: str, user: User) -> ShownCell:
    """What a row is, with its address where its number says it, for who may open it."""
    if part == AssessedPart.WORKS:
        return ShownCell(words, reverse("work", args=[words]) if user.has_perm("works.view") else "")
    if part == AssessedPart.VISITS:
        work = words.rpartition("-")[0]
        return ShownCell(words, reverse("work", args=[work]) if user.has_perm("works.view") else "")
    if part in (AssessedPart.ANSWERED, AssessedPart.KEPT, AssessedPart.SATISFIED):
        return ShownCell(words, reverse("request", args=[words]) if user.has_perm("requests.view") else "")
    return ShownCell(words)


def told(span: YearSpan) -> str:
    """As whoever reads it calls it: 2022年上半年, or 2022-H1."""
    return span.in_words if str(get_language()).startswith("zh") else str(span)

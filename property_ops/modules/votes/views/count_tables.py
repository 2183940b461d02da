"""The count of a vote as a page shows it: its figures by area and by heads, each with its rows, and the verdict."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.modules.votes.domain.counting import (
    COUNT_WORDS,
    NEVER_SECRET,
    CountFigure,
    Measure,
    Reckoned,
    SubjectCount,
)
from property_ops.modules.votes.public import AREA_PLACES
from property_ops.modules.votes.views.kit import both


def count_table(poll: Any, subject: Any, found: SubjectCount) -> ShownTable:
    """The count of a subject; each figure leads to the rows behind it, unless they would tell what somebody chose."""
    whole = reverse("poll_register", args=[poll.pk])
    rows: list[list[Any]] = [
        [_("All owners"), ShownCell(_area(found.whole), whole), ShownCell(found.whole.heads, whole)]
    ]
    for name, measure in _reckoned(found):
        by_area, by_heads = (CountFigure(subject.number, name, by_head) for by_head in (False, True))
        cells = [_cell(poll, by_area, _area(measure)), _cell(poll, by_heads, measure.heads)]
        rows.append([gettext(COUNT_WORDS[name]), *cells])
    heads = [_("figure of the count"), _("area (m²)"), _("heads")]
    kind = subject.get_kind_display()
    words = gettext("%(kind)s: %(verdict)s") % {"kind": kind, "verdict": _verdict(found)} if poll.is_closed else kind
    return ShownTable(subject, "checkbox", heads, rows, words=words)


def _reckoned(found: SubjectCount) -> Iterator[tuple[str, Measure]]:
    yield Reckoned.PART, found.part
    yield from found.choices.items()
    if found.split:
        yield Reckoned.SPLIT, Measure(0, found.split)
    if found.silent_choice:
        yield Reckoned.SILENT, found.silent


def _area(measure: Measure) -> Decimal:
    return Decimal(measure.area).scaleb(-AREA_PLACES)


def _cell(poll: Any, figure: CountFigure, value: Decimal | int) -> ShownCell:
    is_hidden = poll.is_secret and figure.name not in NEVER_SECRET
    url = "" if is_hidden or not value else f"{reverse('poll_register', args=[poll.pk])}?figure={figure}"
    return ShownCell(value, url)


def _verdict(found: Any) -> str:
    if found.is_carried:
        return gettext("carried")
    lacks = []
    if not found.enough_take_part:
        lacks.append(gettext("%(lack)s lack to take part") % {"lack": both(found.lacks_part)})
    if not found.enough_agree:
        lacks.append(gettext("%(lack)s lack to agree") % {"lack": both(found.lacks_agreed)})
    return gettext("not carried: %(lacks)s") % {"lacks": gettext(", ").join(lacks)}

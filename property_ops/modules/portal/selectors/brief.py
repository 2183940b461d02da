"""What a crew should know of a work before it begins: why it came back, what was measured, what to bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from property_ops.framework.web.display import shown
from property_ops.modules.works.public import WorkEvent, WorkMove, WorkOrder, events_of, known, measured_parts

NOT_SHOWN = frozenset({"id", "work", "number", "place"})


@dataclass(frozen=True, slots=True)
class WorkBrief:
    """`parts`: the place of each measured part, and what was measured of it; `needs` are with wastage."""

    sent_back: WorkEvent | None
    parts: Sequence[tuple[str, str]]
    needs: Sequence[Any]
    rest_hours: int


def brief_of(work: WorkOrder) -> WorkBrief:
    declared = known(work)
    estimate = declared.estimate if declared else None
    back = [event for event in events_of(work) if event.action == WorkMove.SEND_BACK.value]
    return WorkBrief(
        sent_back=back[-1] if back and work.round > 1 else None,
        parts=[(f"{part.number} {part.place}".strip(), _measures(part)) for part in measured_parts(work)],
        needs=estimate.needs if estimate else (),
        rest_hours=estimate.rest_hours if estimate else 0,
    )


def _measures(part: Any) -> str:
    """Each field in its words: `width (m) 1.2 · mix 冷补料`."""
    found = []
    for field in part._meta.fields:
        if field.name in NOT_SHOWN:
            continue
        words = getattr(part, f"get_{field.name}_display", None)
        found.append(f"{capfirst(field.verbose_name)} {words() if words else shown(getattr(part, field.name))}")
    return " · ".join(found)

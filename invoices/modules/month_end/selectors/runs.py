"""The steps that were started for a month, as the page shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from invoices.modules.month_end.models import MonthEndRun, RunState
from property_ops.kernel.period import Month


def latest_run(month: Month) -> MonthEndRun | None:
    """The last step that was started for the month."""
    return MonthEndRun.objects.filter(month=month.start).select_related("by").order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A step that runs or ran, in the reader's language."""

    doing: str
    is_open: bool
    failed: bool
    sentence: str
    percent: int
    done: int
    total: int
    at: str
    by: Any
    started_at: datetime
    finished_at: datetime | None


def shown_run(run: MonthEndRun, doing: str) -> ShownRun:
    """`doing` is the msgid that says what the step does."""
    return ShownRun(
        doing=gettext(doing),
        is_open=run.is_open,
        failed=run.state == RunState.FAILED,
        sentence=_sentence(run.outcome),
        percent=run.done * 100 // run.total if run.total else 0,
        done=run.done,
        total=run.total,
        at=run.at,
        by=run.by,
        started_at=run.started_at,
        finished_at=run.finished_at,
    )


def _sentence(outcome: dict[str, Any]) -> str:
    if not outcome.get("message"):
        return ""
    return gettext(outcome["message"]) % outcome.get("data", {})

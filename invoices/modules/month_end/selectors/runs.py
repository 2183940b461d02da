"""The steps that were started for a month, as the page shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from invoices.modules.month_end.domain.steps import AMOUNT
from invoices.modules.month_end.models import MonthEndPart, MonthEndRun, RunState
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month


def latest_run(month: Month) -> MonthEndRun | None:
    """The last step that was started for the month."""
    return MonthEndRun.objects.filter(month=month.start).select_related("by").order_by("-pk").first()


def run_of(month: Month, pk: int) -> MonthEndRun | None:
    return MonthEndRun.objects.filter(month=month.start, pk=pk).first()


def visible_parts(run: MonthEndRun, user: User) -> QuerySet[MonthEndPart]:
    return MonthEndPart.objects.visible_to(user).filter(run=run).select_related("estate").order_by("pk")


def counts_of(run: MonthEndRun, user: User) -> dict[str, int]:
    """How many parts are in each state."""
    rows = visible_parts(run, user).order_by("state").values_list("state")
    return dict(rows.annotate(count=Count("pk")))


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A step that runs or ran, in the reader's language."""

    pk: int
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
        pk=run.pk,
        doing=gettext(doing),
        is_open=run.is_open,
        failed=run.state == RunState.FAILED,
        sentence=sentence_of(run.outcome),
        percent=run.done * 100 // run.total if run.total else 0,
        done=run.done,
        total=run.total,
        at=run.at,
        by=run.by,
        started_at=run.started_at,
        finished_at=run.finished_at,
    )


def sentence_of(outcome: dict[str, Any]) -> str:
    """What became of a step, in the reader's language; empty while nothing did."""
    if not outcome.get("message"):
        return ""
    data = {name: _figure(name, found) for name, found in outcome.get("data", {}).items()}
    return gettext(outcome["message"]) % data


def _figure(name: str, found: Any) -> str:
    if not isinstance(found, int):
        return str(found)
    return Yuan(found).grouped() if name == AMOUNT else f"{found:,}"

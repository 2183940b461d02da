"""The comparison of the books as it stands on the page: made in the background, kept until the next one."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from invoices.modules.erpnext.domain.tie_out import BookDifference
from invoices.modules.erpnext.models import BookComparison
from invoices.modules.erpnext.services.check import TieOut, tie_out
from invoices.modules.erpnext.services.connection import access
from invoices.modules.erpnext.services.runs import INTERRUPTED, SILENCE
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError

KEPT = 500
"""So many of each kind are kept: a thousand alike tell no more, and the command line names them all."""


@transaction.atomic
def start_comparison(*, by: User, now: datetime, enqueue: Callable[[int], Any]) -> BookComparison:
    """Raises NotAllowed, NotConfigured, BadSetting."""
    require(by, "erpnext.view")
    access()
    run = BookComparison.objects.create(by=by, started_at=now)
    enqueue(run.pk)
    return run


def perform_comparison(run_id: int) -> None:
    """Reads only; a task that is delivered twice compares once."""
    run = BookComparison.objects.select_related("by").get(pk=run_id)
    if run.finished_at:
        return
    run.error = INTERRUPTED
    try:
        where = access()
        gateway = where.gateway()
        try:
            found = tie_out(access=where, gateway=gateway, by=run.by, today=timezone.localdate())
        finally:
            gateway.close()
        run.ties, run.found, run.error = found.ties, as_shown(found), ""
    except BusinessError as refused:
        run.error, run.error_data = refused.message, {key: str(value) for key, value in refused.data.items()}
    finally:
        run.finished_at = timezone.now()
        run.save()


def is_compared_now(run: BookComparison, now: datetime) -> bool:
    """Whether it goes on; one that was killed gives no sign any more."""
    return run.finished_at is None and now - run.started_at < SILENCE


def as_shown(found: TieOut) -> dict[str, Any]:
    """Lists of texts and amounts, each kind with how many there are of it."""
    kinds: dict[str, list[Any]] = {
        "months": [
            [row.estate, f"{row.month:%Y-%m}", *(amount.grouped() for _name, amount in row.steps)]
            for row in found.rows
            if not row.ties
        ],
        "documents": [[one.label, one.says, one.facts] for one in found.mismatches],
        "accounts": [_difference(one) for one in found.accounts],
        "customers": [_difference(one) for one in found.customers],
        "suppliers": [_difference(one) for one in found.suppliers],
        "foreign": [[one.doctype, one.name, str(one.day), one.amount.grouped()] for one in found.foreign],
    }
    shown: dict[str, Any] = {name: rows[:KEPT] for name, rows in kinds.items()}
    return shown | {"counts": {name: len(rows) for name, rows in kinds.items()}}


def _difference(one: BookDifference) -> list[str]:
    month = f"{one.month:%Y-%m}" if one.month else ""
    return [one.name, month, one.ours.grouped(), one.theirs.grouped(), (one.theirs - one.ours).grouped()]

"""The queue: rows of the database, written in the transaction of what they are about."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks_db.backend import DatabaseBackend
from simple_history.models import HistoricalRecords

from property_ops.framework.background.engines import REDIS

logger = logging.getLogger(__name__)


class TaskQueue(DatabaseBackend):
    """Django's Tasks in a table. What is rolled back was never asked for; what is committed is never lost.

    With Redis a bell rings after the commit; where it can't, the workers look for what waits (`calling`).
    """

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> Any:
        from property_ops.framework.models import TaskOrder

        with transaction.atomic():
            row = super()._task_to_db_task(task, args, kwargs)
            TaskOrder.objects.create(task=row.pk, by=_who_asks())
            ring_after_commit(task.queue_name)
        return row


def ring_after_commit(queue: str) -> None:
    """Call a worker to what this transaction puts into the queue."""
    if settings.TASKS_ENGINE == REDIS:
        transaction.on_commit(lambda: _ring(queue), robust=True)


def _ring(queue: str) -> None:
    from property_ops.framework.background.bells import RedisSilent, ring

    try:
        ring(queue)
    except RedisSilent:
        logger.warning("Redis does not answer: the task waits in the database until a worker finds it.")


def _who_asks() -> Any:
    """Whose request this is; None at the command line, and for what is due by the clock."""
    user = getattr(getattr(HistoricalRecords.context, "request", None), "user", None)
    return user if user is not None and user.is_authenticated else None

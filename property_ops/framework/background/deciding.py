"""What an operator decides of a task: take it up again, or drop it. Each is recorded."""

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from property_ops.framework import audit
from property_ops.framework.background.kinds import kind_of
from property_ops.framework.background.queue import ring_after_commit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

PERMISSION = "operations.decide"
DROPPED = "Dropped"


class TaskNotThus(BusinessError):
    code = "task_not_thus"
    message = gettext_noop("The task is not in that state any more. Look at it again.")


def may_be_taken_up(task: DBTaskResult) -> bool:
    """One that ended without success, and that no page of its own starts anew."""
    return bool(task.status == TaskResultStatus.FAILED and not kind_of(task.task_path).page)


def may_be_dropped(task: DBTaskResult) -> bool:
    """One that nobody has begun."""
    return bool(task.status == TaskResultStatus.READY)


@transaction.atomic
def take_up(*, task: DBTaskResult, by: User) -> None:
    """It waits again, as if it had never been begun. Raises NotAllowed, TaskNotThus."""
    require(by, PERMISSION)
    row = _locked(task)
    if not may_be_taken_up(row):
        raise TaskNotThus()
    row.status, row.worker_ids, row.started_at, row.finished_at = TaskResultStatus.READY, [], None, None
    row.exception_class_path = row.traceback = ""
    row.save()
    ring_after_commit(row.queue_name)
    audit.record(by=by, action="tasks.taken_up", subject=row.task_name, task=str(row.pk))


@transaction.atomic
def drop(*, task: DBTaskResult, by: User) -> None:
    """Nobody does it any more; the row stays. Raises NotAllowed, TaskNotThus."""
    require(by, PERMISSION)
    row = _locked(task)
    if not may_be_dropped(row):
        raise TaskNotThus()
    row.status, row.finished_at, row.exception_class_path = TaskResultStatus.FAILED, timezone.now(), DROPPED
    row.save()
    audit.record(by=by, action="tasks.dropped", subject=row.task_name, task=str(row.pk))


def _locked(task: DBTaskResult) -> DBTaskResult:
    found: DBTaskResult = DBTaskResult.objects.select_for_update().get(pk=task.pk)
    return found

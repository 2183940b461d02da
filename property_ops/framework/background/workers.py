"""A worker: takes tasks from the queue in the database, one at a time, by looking or at a bell."""

import logging
import os
import signal
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django_tasks.base import TaskContext, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from property_ops.framework.background import PATIENCE_SECONDS, QUEUES
from property_ops.framework.background.calling import alive
from property_ops.framework.background.engines import REDIS
from property_ops.framework.database_errors import is_away

PAUSE_SECONDS = 1.0
ALL = "*"
logger = logging.getLogger(__name__)


def work(worker_id: str, queues: Sequence[str]) -> None:
    """Until told to end. A task that lost the database, or its session there, ends the worker: the next takes it up."""
    be_patient()
    with alive(worker_id, queues):
        _at_bells(worker_id, queues) if settings.TASKS_ENGINE == REDIS else _by_looking(worker_id, queues)


def be_patient() -> None:
    """This process waits for others who write, however long they take."""
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["timeout"] = PATIENCE_SECONDS


class TaskWorker(Worker):
    """django-tasks-db's, whose result counts only while the task is its own."""

    def __init__(self, worker_id: str, queues: Sequence[str], *, one: bool = False) -> None:
        super().__init__(
            queue_names=list(queues),
            interval=PAUSE_SECONDS,
            batch=one,
            backend_name="default",
            startup_delay=False,
            max_tasks=1 if one else None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )

    def run_task(self, db_task_result: DBTaskResult) -> None:
        self.running_task = True
        try:
            value = _performed(db_task_result)
        except BaseException as error:
            if is_away(error):
                raise
            self._end(db_task_result, failed=error)
        else:
            self._end(db_task_result, value=value)
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _end(self, begun: DBTaskResult, *, value: Any = None, failed: BaseException | None = None) -> None:
        """Nothing where another has taken the task up meanwhile: its result is what counts."""
        with transaction.atomic():
            row = DBTaskResult.objects.select_for_update().get(pk=begun.pk)
            if row.status != TaskResultStatus.RUNNING or row.worker_ids[-1:] != [self.worker_id]:
                logger.warning("Task %s was taken up by another meanwhile.", begun.pk)
                return
            row.set_failed(failed) if failed else row.set_successful(value)
        if failed:
            logger.error("Task %s (%s) failed.", row.pk, row.task_path, exc_info=failed)
        task_finished.send(sender=type(row.task.get_backend()), task_result=row.task_result)


def _performed(row: DBTaskResult) -> Any:
    task: Any = row.task
    result: Any = row.task_result
    task_started.send(sender=type(task.get_backend()), task_result=result)
    first = [TaskContext(task_result=result)] if task.takes_context else []
    return task.call(*first, *result.args, **result.kwargs)


def _by_looking(worker_id: str, queues: Sequence[str]) -> None:
    worker = TaskWorker(worker_id, queues)
    worker.configure_signals()
    worker.run()


def _at_bells(worker_id: str, queues: Sequence[str]) -> None:
    """Redis may go and come back: until then nothing is heard, and nothing is lost."""
    from property_ops.framework.background.listening import called, listen

    lost: list[BaseException] = []

    def take_one(queue: str) -> None:
        try:
            TaskWorker(worker_id, [queue], one=True).run()
        except BaseException as error:
            lost.append(error)
            os.kill(os.getpid(), signal.SIGTERM)  # no further bell is heard
            raise

    called.take_one = take_one
    listen(QUEUES if ALL in queues else queues)
    if lost:
        raise lost[0]

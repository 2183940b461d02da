"""Workers on this host: `property-ops worker`. Each is a process of its own, and is started again when it dies."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress

from django.conf import settings
from django.db import connection

from property_ops.framework.background import QUEUES
from property_ops.framework.background.engines import REDIS
from property_ops.framework.background.losses import new_worker_id
from property_ops.framework.serving.site import check_set_up, ended_by_signals
from property_ops.framework.serving.supervising import TICK_SECONDS, Child
from property_ops.framework.timed import asked_for_in_time
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class WorkerIsOfServe(BusinessError):
    """SQLite has one writer at a time: a second worker would only wait."""

    code = "worker_is_of_serve"
    message = gettext_noop(
        "On SQLite the worker is part of property-ops serve. Further workers need PostgreSQL: set DATABASE_URL."
    )


class UnknownQueue(BusinessError):
    code = "unknown_queue"
    message = gettext_noop("There is no queue “%(queue)s”. There are: %(known)s.")


def run_workers(*, queues: Sequence[str], processes: int, ready: Callable[[], None]) -> None:
    """Until interrupted or terminated. Raises WorkerIsOfServe, UnknownQueue, NotSetUp, RedisSilent."""
    check_can_work(queues)
    connection.close()
    children = [
        Child(f"worker {number}", lambda: ["worker", new_worker_id(), ",".join(queues)], log=sys.stderr)
        for number in range(1, processes + 1)
    ]
    with ExitStack() as running:
        running.enter_context(ended_by_signals())
        running.enter_context(asked_for_in_time())
        for child in children:
            running.callback(child.end)
        ready()
        with suppress(KeyboardInterrupt):
            while True:
                for child in children:
                    child.tend()
                time.sleep(TICK_SECONDS)


def check_can_work(queues: Sequence[str]) -> None:
    """Raises WorkerIsOfServe, UnknownQueue, NotSetUp, RedisSilent."""
    if connection.vendor == "sqlite":
        raise WorkerIsOfServe()
    for queue in queues:
        if queue not in QUEUES:
            raise UnknownQueue(queue=queue, known=", ".join(QUEUES))
    check_set_up()
    if settings.TASKS_ENGINE == REDIS:
        from property_ops.framework.background.bells import check_redis

        check_redis()

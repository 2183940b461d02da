"""Listening for the bells in Redis, until told to end. Redis may go and come back meanwhile."""

import logging
import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

from django_tasks_rq import Job
from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.exceptions import StopRequested

from property_ops.framework.background.bells import queue_in_redis

PAUSE_SECONDS = 1.0
logger = logging.getLogger(__name__)


class _Called:
    """What this process does at a bell, and whether it is at it; set by who is a worker."""

    take_one: Callable[[str], None] | None = None
    busy = False

    def answer(self, queue: str) -> None:
        assert self.take_one is not None, "bells are for workers"
        self.busy = True
        try:
            self.take_one(queue)
        finally:
            self.busy = False


called = _Called()


class Listener(SimpleWorker):
    """RQ's worker that does not fork: who kills it kills the task. It ends when told to, with or without Redis."""

    told_to_end = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """A task that is begun is finished; whoever waits for a bell, or for Redis, ends at once."""
        self.told_to_end = self._stop_requested = True
        if not called.busy:
            raise StopRequested

    def _install_signal_handlers(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.request_stop)


def listen(names: Sequence[str]) -> None:
    try:
        while not _listened(names):
            time.sleep(PAUSE_SECONDS)
    except StopRequested:
        logger.info("Told to end.")


def _listened(names: Sequence[str]) -> bool:
    """Until told to end, which is True, or Redis is gone."""
    listener: Any = None
    try:
        listener = Listener([queue_in_redis(name) for name in names], job_class=Job)
        listener.work(logging_level="WARNING")
    except (RedisError, OSError):
        logger.warning("Redis could not be used; tried again in a moment.")
    return listener is not None and listener.told_to_end

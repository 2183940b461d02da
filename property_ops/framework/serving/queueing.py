"""Who waits for a thread, and how many: a site with more to do than it can says so at once (docs/adr/0099)."""

import logging
import time
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from property_ops.framework.serving.refusals import TooBusy

MOST_WAITING = 100
"""So many requests wait for a thread of this process; a further one is refused before anything of it is begun."""
AGAIN_SECONDS = 5
TOLD_EVERY = 60
BESIDE = "/healthz"
"""Waits behind nobody: whether the site is well is asked most when it is busy."""

logger = logging.getLogger(__name__)


class BoundedQueue(ThreadedTaskDispatcher):
    """Threads for pages, and one beside them that only says how things stand."""

    _told = -float(TOLD_EVERY)

    def __init__(self, threads: int) -> None:
        super().__init__()
        self._beside = ThreadedTaskDispatcher()
        self.set_thread_count(threads)
        self._beside.set_thread_count(1)

    def add_task(self, task: Any) -> None:
        """`task` is a connection with a request that was read to its end."""
        request = task.requests[0]
        if request.path == BESIDE or request.error:
            self._beside.add_task(task)
        elif self._waiting() >= MOST_WAITING:
            self._tell()
            request.error = TooBusy(AGAIN_SECONDS)
            self._beside.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:
        self._beside.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))

    def _waiting(self) -> int:
        """Whom an idle thread is about to take does not wait."""
        with self.lock:
            idle = len(self.threads) - self.stop_count - self.active_count
            return len(self.queue) - idle

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told >= TOLD_EVERY:
            self._told = now
            logger.warning(
                "More is asked than this process can answer: %s requests wait, others are refused.", MOST_WAITING
            )

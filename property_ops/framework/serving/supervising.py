"""Who sees to it that the site's other processes live: one supervisor for a data folder.

It starts the further web servers and the background worker, starts again what has died, has the tasks of a dead worker
taken up by the next, and takes looks from the spool into the audit log.
"""

import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from filelock import FileLock, Timeout

from property_ops.framework.audit.writer import take_in
from property_ops.framework.background.engines import DATABASE
from property_ops.framework.background.losses import new_worker_id, take_up_again
from property_ops.framework.serving.state import ServingState, tell, told_by_supervisor

LOG = "tasks.log"
TICK_SECONDS = 0.5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before what has died is started again; twice as many each time."""
WELL_SECONDS = 60
"""What has lived for so long has died of something new."""
END_SECONDS = 20

logger = logging.getLogger(__name__)


class Child:
    """A process that is started again whenever it ends."""

    def __init__(self, name: str, arguments: Callable[[], Sequence[str]], *, log: IO[Any], files: Sequence[int] = ()):
        self.name, self.restarts = name, -1
        self._arguments, self._log, self._files = arguments, log, files
        self._process: subprocess.Popen[bytes] | None = None
        self._started = self._next = 0.0
        self._pause = FIRST_PAUSE

    @property
    def lives(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def tend(self) -> bool:
        """Start it if it does not run and its pause is over; whether it was found dead just now."""
        now = time.monotonic()
        died = self._process is not None and self._process.poll() is not None
        if died:
            self._note_death(now)
        if self._process is None and now >= self._next:
            self._start(now)
        return died

    def _note_death(self, now: float) -> None:
        assert self._process is not None
        logger.warning("The %s ended (%s); it is started again.", self.name, self._process.returncode)
        if self._process.stdin:
            self._process.stdin.close()
        self._pause = FIRST_PAUSE if now - self._started > WELL_SECONDS else min(2 * self._pause, LONGEST_PAUSE)
        self._process, self._next = None, now + self._pause

    def _start(self, now: float) -> None:
        self._started = now
        self.restarts += 1
        # The pipe is never written to: when this process ends, however it ends, the child reads its end and ends too.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "property_ops.framework.serving.child", *self._arguments()],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            pass_fds=self._files,
            start_new_session=True,
        )

    def end(self) -> None:
        if not self._process:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Supervisor:
    def __init__(self, listener: socket.socket, *, processes: int, log: IO[bytes]) -> None:
        self._worker_id = ""
        self._asked_to_stop = threading.Event()
        self._has_orphans = True  # whoever served before may have been killed
        handle = listener.fileno()
        self._servers = [
            Child(f"web server {number}", lambda: ["web", str(handle)], log=log, files=[handle])
            for number in range(2, processes + 1)
        ]
        self._worker = Child("worker", self._worker_arguments, log=log, files=[]) if runs_worker() else None

    def run(self) -> None:
        """Until asked to stop. Of several for one data folder only one has a worker and takes looks in."""
        lock = FileLock(settings.DATA / ".serving.lock", timeout=0, thread_local=False)
        try:
            while not self._asked_to_stop.is_set():
                for server in self._servers:
                    server.tend()
                if self._is_first(lock):
                    self._tend_background()
                self._asked_to_stop.wait(TICK_SECONDS)
        finally:
            connection.close()
            lock.release()

    def stop(self) -> None:
        self._asked_to_stop.set()

    def end_children(self) -> None:
        for child in (*self._servers, *([self._worker] if self._worker else [])):
            child.end()

    def _is_first(self, lock: Any) -> bool:
        try:
            return bool(lock.is_locked or lock.acquire())
        except Timeout:
            return False

    def _tend_background(self) -> None:
        if self._worker:
            self._has_orphans |= self._worker.tend()
            living = self._worker_id if self._worker.lives else ""
            self._guarded(lambda: self._hand_on(living))
            tell(ServingState(worker=living, restarts=max(self._worker.restarts, 0)))

    def _hand_on(self, living: str) -> None:
        """What a dead worker began waits again; the next one has another name, and is not there yet."""
        if self._has_orphans:
            take_up_again(living=living)
            self._has_orphans = False

    def _worker_arguments(self) -> list[str]:
        self._worker_id = new_worker_id()
        return ["worker", self._worker_id, "*"]

    @staticmethod
    def _guarded(step: Callable[[], Any]) -> None:
        """What the database does not let us do now is done at the next tick."""
        try:
            step()
        except DatabaseError:
            logger.exception("The database could not be used; tried again in a moment.")
            connection.close()


def runs_worker() -> bool:
    """Whether the background work is done here, not queued elsewhere."""
    return bool(settings.TASKS_ENGINE == DATABASE)


@contextmanager
def supervised(listener: socket.socket, *, processes: int) -> Iterator[None]:
    """While the block runs, the other processes do; they are ended with it."""
    told_by_supervisor.has_worker = runs_worker()
    with (settings.DATA / LOG).open("ab") as log:
        supervisor = Supervisor(listener, processes=processes, log=log)
        writing = threading.Event()
        threads = [
            threading.Thread(target=supervisor.run, name="supervisor", daemon=True),
            threading.Thread(target=_write_looks, args=[writing], name="looks", daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            supervisor.stop()
            writing.set()
            threads[0].join(timeout=END_SECONDS)
            supervisor.end_children()
            threads[1].join(timeout=END_SECONDS)


def _write_looks(stop: threading.Event) -> None:
    """Take looks in as they come; several processes may do so, one at a time."""
    while not stop.wait(TICK_SECONDS):
        close_old_connections()
        try:
            take_in()
        except (DatabaseError, OSError):
            logger.exception("Looks stay in the spool; tried again in a moment.")
            connection.close()
    connection.close()

"""Looking after the tasks of all hosts: signs of life, what the dead left, bells that were lost, rows that are over."""

import logging
import os
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Count
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from property_ops.framework.background.engines import REDIS
from property_ops.framework.background.losses import hold_lock, take_up_again
from property_ops.framework.models import BackgroundWorker

BEAT_SECONDS = 2.0
SWEEP_EVERY = 2
MOST_BELLS = 1000
REMEMBERED = timedelta(days=1)
START_SECONDS = 60
_SWEEP = "SELECT pg_try_advisory_xact_lock(hashtextextended('task sweep', 7))"
logger = logging.getLogger(__name__)


class _Heart:
    """The thread that tells all hosts that this worker lives; on a server's database alone."""

    def __init__(self, worker: str, queues: Sequence[str]) -> None:
        self._worker = worker
        self._facts = {"host": socket.gethostname()[:100], "process": os.getpid(), "queues": list(queues)}
        self._stopped, self.began = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, name="heart", daemon=True)

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        beats, held = 0, False
        while not self._stopped.is_set():
            try:
                if not held:
                    hold_lock(self._worker)
                    held = True
                self._beat()
                if beats % SWEEP_EVERY == 0:
                    look_after_tasks(living=self._worker)
                beats += 1
                self.began.set()
            except DatabaseError:
                logger.warning("The database could not be used; tried again in a moment.", exc_info=True)
                connection.close()
                held = False
            self._stopped.wait(BEAT_SECONDS)
        self._end()

    def _beat(self) -> None:
        if not BackgroundWorker.objects.filter(pk=self._worker).update(beat_at=Now()):
            BackgroundWorker.objects.create(id=self._worker, beat_at=Now(), started_at=Now(), **self._facts)

    def _end(self) -> None:
        """In order: nobody need wonder where this worker is."""
        try:
            BackgroundWorker.objects.filter(pk=self._worker).delete()
        except DatabaseError:
            logger.warning("The end of this worker could not be written down.")
        connection.close()


@contextmanager
def alive(worker: str, queues: Sequence[str]) -> Iterator[None]:
    """While the block runs, all hosts know that this worker lives. Nothing is begun before they do."""
    if connection.vendor == "sqlite":
        yield
        return
    heart = _Heart(worker, queues)
    heart.thread.start()
    try:
        if not heart.began.wait(START_SECONDS):
            raise SystemExit("The database did not let this worker in.")
        yield
    finally:
        heart.stop()
        heart.thread.join(timeout=5)


def look_after_tasks(*, living: str = "") -> None:
    """One host at a time: what dead workers left waits again, and for what waits a bell rings."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_SWEEP)
            if not cursor.fetchone()[0]:
                return
        take_up_again(living=living)
        BackgroundWorker.objects.filter(beat_at__lt=Now() - REMEMBERED).delete()
        if settings.TASKS_ENGINE == REDIS:
            ring_for_what_waits()


def ring_for_what_waits() -> None:
    """As many bells as tasks that are due: those that Redis lost, and those that could not be rung."""
    from property_ops.framework.background.bells import RedisSilent, ring, ringing

    waiting = DBTaskResult.objects.ready().order_by().values_list("queue_name").annotate(Count("pk"))
    try:
        for queue, count in waiting:
            ring(queue, min(max(0, count - ringing(queue)), MOST_BELLS))
    except RedisSilent:
        logger.warning("Redis does not answer: what waits is looked at again in a moment.")

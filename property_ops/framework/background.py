"""Background tasks: a worker that dies leaves its task to the next one.

Every task is safe to run twice, and is told how often it was begun (`context.attempt`): from the second time on it
takes up what another began, and after MOST_ATTEMPTS it ends with a sentence, for it is what the workers die of.
"""

import hashlib
import secrets
import socket

from django.conf import settings
from django.db import connection, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

MOST_ATTEMPTS = 3
PATIENCE_SECONDS = 15 * 60


def new_worker_id() -> str:
    return f"{_here()}{secrets.token_hex(6)}"


def take_up_again(*, living: str) -> int:
    """Tasks whose worker is no more wait again; how many. `living` is the worker that runs, if one does.

    Workers elsewhere, on a server's database, are not judged from here.
    """
    with transaction.atomic():
        lost = [
            result
            for result in DBTaskResult.objects.running().select_for_update()
            if not result.worker_ids or _is_lost(result.worker_ids[-1], living)
        ]
        for result in lost:
            result.status = TaskResultStatus.READY
            result.started_at = None
            result.save(update_fields=["status", "started_at"])
    return len(lost)


def be_patient() -> None:
    """This process waits for others who write, however long they take."""
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["timeout"] = PATIENCE_SECONDS


def _is_lost(worker: str, living: str) -> bool:
    return worker != living and (connection.vendor == "sqlite" or worker.startswith(_here()))


def _here() -> str:
    """This machine and data folder, in few letters."""
    folder = hashlib.sha256(str(settings.DATA).encode()).hexdigest()[:8]
    return f"{socket.gethostname()[:24]}/{folder}/"

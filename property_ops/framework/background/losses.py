"""Tasks whose worker is no more: they wait again, until it is plain that the workers die of them."""

import hashlib
import secrets
import socket
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from property_ops.framework.background import MOST_ATTEMPTS
from property_ops.framework.models import BackgroundWorker

SILENT_AFTER = timedelta(seconds=10)
WORKERS_DIE_OF_IT = "WorkersDieOfIt"
_LOCK = "hashtextextended(%s, 7)"


def new_worker_id() -> str:
    folder = hashlib.sha256(str(settings.DATA).encode()).hexdigest()[:8]
    return f"{socket.gethostname()[:24]}/{folder}/{secrets.token_hex(6)}"


def take_up_again(*, living: str = "") -> int:
    """Tasks whose worker is no more wait again; how many. Safe to call from everywhere at once.

    On SQLite all workers but `living` are no more; on PostgreSQL those that hold no lock and give no sign.
    """
    with transaction.atomic():
        rows = DBTaskResult.objects.running().select_for_update(skip_locked=connection.vendor == "postgresql")
        lost = [row for row in rows if not row.worker_ids or _is_lost(row.worker_ids[-1], living)]
        for row in lost:
            _hand_on(row)
    return len(lost)


def _hand_on(row: DBTaskResult) -> None:
    """After one attempt more than tasks count themselves, nobody tries again by itself."""
    if len(row.worker_ids) > MOST_ATTEMPTS:
        row.status, row.finished_at = TaskResultStatus.FAILED, Now()
        row.exception_class_path = WORKERS_DIE_OF_IT
    else:
        row.status, row.started_at = TaskResultStatus.READY, None
    row.save(update_fields=["status", "started_at", "finished_at", "exception_class_path"])


def hold_lock(worker: str) -> None:
    """On PostgreSQL: as long as this connection is open, `worker` is alive to all hosts."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({_LOCK})", [worker])


def _is_lost(worker: str, living: str) -> bool:
    if connection.vendor == "sqlite" or worker == living:
        return worker != living
    if BackgroundWorker.objects.filter(pk=worker, beat_at__gt=Now() - SILENT_AFTER).exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({_LOCK})", [worker])
        return bool(cursor.fetchone()[0])

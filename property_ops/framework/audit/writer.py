"""The one writer that takes looks from the spool into the audit log."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from filelock import FileLock, Timeout

from property_ops.framework.audit import spool
from property_ops.framework.bulk import insert_columns
from property_ops.framework.database_errors import is_busy
from property_ops.framework.locking import patience
from property_ops.framework.models import AuditEvent, TakenBatch, User

_gone: list[str] = []
"""Batches whose files are gone: the next one's transaction forgets their names."""


def take_in(*, seconds: float = 5) -> bool:
    """Store what waits, each look once; whether all that waited is stored now.

    False where the database stays busy for so many seconds: then it goes on waiting, on the disk.
    """
    try:
        with FileLock(spool.folder() / ".writer", timeout=seconds), patience(seconds):
            spool.close_batch()
            for batch in spool.batches():
                _store(batch)
                batch.unlink()
                _gone.append(batch.name)
    except Timeout:
        return False
    except DatabaseError as error:
        if not is_busy(error):
            raise
        return False
    return True


def _store(batch: Path) -> None:
    looks = list(spool.looks_in(batch))
    with transaction.atomic():
        if TakenBatch.objects.filter(name=batch.name).exists():
            return
        TakenBatch.objects.filter(name__in=_gone).delete()
        TakenBatch.objects.create(name=batch.name)
        known = set(User.objects.filter(pk__in={look["by"] for look in looks}).values_list("pk", flat=True))
        insert_columns(
            AuditEvent,
            {
                "at": [datetime.fromisoformat(look["at"]) for look in looks],
                "user": [look["by"] if look["by"] in known else None for look in looks],
                "action": [look["action"][:60] for look in looks],
                "subject": [look["subject"][:120] for look in looks],
                "detail": [_detail(look, known) for look in looks],
            },
            rows=len(looks),
        )
    _gone.clear()


def _detail(look: dict[str, Any], known: set[int]) -> dict[str, Any]:
    """Somebody whose account was deleted in the meantime is still named."""
    gone = look["by"] is not None and look["by"] not in known
    return look["detail"] | ({"user": look["by"]} if gone else {})

"""Every night, for the one person who asked for it: what was issued goes to ERPNext, and payments come back."""

from datetime import datetime, time

from django.utils import timezone

from invoices.modules.erpnext.models import PushRun
from invoices.modules.erpnext.services.connection import access, connection, is_configured
from invoices.modules.erpnext.services.pull import pull
from invoices.modules.erpnext.services.runs import perform_push
from property_ops.framework.locking import locked_transaction
from property_ops.framework.timed import last_time_of
from property_ops.kernel.errors import BusinessError

AT = time(1, 0)


def is_night_due(now: datetime) -> bool:
    """Somebody asked for it, and nothing was pushed since the last time it was one at night."""
    return _owner_id() is not None and is_configured() and not _pushed_since(last_time_of(AT, now))


def work_at_night(now: datetime) -> PushRun | None:
    """Push, and then pull, whatever stopped the push: it stands on the page. Safe to run twice; then nothing is due."""
    with locked_transaction("erpnext-night"):
        owner = connection().nightly_by
        if owner is None or not is_night_due(now):
            return None
        run = PushRun.objects.create(by=owner, started_at=now)
    perform_push(run.pk)
    run.refresh_from_db()
    _pull(run)
    return run


def _pull(run: PushRun) -> None:
    gateway, now = None, timezone.now()
    try:
        where = access()
        gateway = where.gateway()
        pull(access=where, gateway=gateway, by=run.by, now=now, today=timezone.localdate(now))
    except BusinessError as refused:
        if run.error:
            return  # of the push, which came first
        run.error, run.error_data = refused.message, {key: str(value) for key, value in refused.data.items()}
        run.save(update_fields=["error", "error_data"])
    finally:
        if gateway:
            gateway.close()


def _owner_id() -> int | None:
    return connection().nightly_by_id


def _pushed_since(moment: datetime) -> bool:
    return PushRun.objects.filter(started_at__gte=moment).exists()

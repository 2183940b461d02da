"""`/healthz`: whether the installation can work, for operators and their monitors."""

import os

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from property_ops.framework.backups.daily import backups
from property_ops.framework.models import User


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 if the database answers and is set up and the data folder can be written; 503 and what is wrong, else."""
    answers = {"database": _database(), "data_folder": _data_folder()}
    fine = set(answers.values()) == {"ok"}
    status = ("attention" if _backup()["backup"] == "late" else "ok") if fine else "failing"
    return JsonResponse({"status": status, **answers, **_backup()}, status=200 if fine else 503)


def _database() -> str:
    try:
        connection.ensure_connection()
    except DatabaseError:
        return "unreachable"
    try:
        User.objects.exists()
    except DatabaseError:
        return "not set up"
    return "ok"


def _backup() -> dict[str, object]:
    """A late one is for somebody to look at; the site works without."""
    there, now = backups(), timezone.now()
    if there is None:
        return {"backup": "off"}
    age = None if there.last is None else round((now - there.last).total_seconds() / 3600, 1)
    return {"backup": "late" if there.is_late(now) else "ok", "backup_age_hours": age}


def _data_folder() -> str:
    return "ok" if os.access(settings.DATA, os.W_OK) else "not writable"

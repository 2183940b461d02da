"""`/healthz`: whether the installation can work, for operators and their monitors."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from property_ops.framework.backups.daily import backups
from property_ops.framework.health import OK, answers


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 if every part works; 503 and what is wrong, else. A late backup is for somebody to look at."""
    found, backup = answers(), _backup()
    fine = set(found.values()) == {OK}
    status = ("attention" if backup["backup"] == "late" else OK) if fine else "failing"
    return JsonResponse({"status": status, **found, **backup}, status=200 if fine else 503)


def _backup() -> dict[str, object]:
    """A late one is for somebody to look at; the site works without."""
    there, now = backups(), timezone.now()
    if there is None:
        return {"backup": "off"}
    age = None if there.last is None else round((now - there.last).total_seconds() / 3600, 1)
    return {"backup": "late" if there.is_late(now) else "ok", "backup_age_hours": age}

"""`/healthz`: whether the installation can work, for operators and their monitors."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from property_ops.framework.health import OK, answers


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 if every part works; 503 and what is wrong, else."""
    found = answers()
    fine = set(found.values()) == {OK}
    return JsonResponse({"status": OK if fine else "failing", **found}, status=200 if fine else 503)

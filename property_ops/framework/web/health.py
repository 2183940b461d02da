"""`/healthz`: whether the installation can work, for operators and their monitors."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from property_ops.framework.health import OK, HealthNote, answers, notes


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 if every part works; 503 and what is wrong, else. A note, as of a late backup, is for somebody to look at."""
    found = answers()
    fine = set(found.values()) == {OK}
    told = _notes()
    status = ("attention" if any(note.calls for note in told) else OK) if fine else "failing"
    facts = {name: value for note in told for name, value in ((note.name, note.state), *note.facts.items())}
    return JsonResponse({"status": status, **found, **facts}, status=200 if fine else 503)


def _notes() -> list[HealthNote]:
    try:
        return notes()
    except DatabaseError:
        return []  # what is wrong with the database is said beside it

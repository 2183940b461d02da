"""How a request goes from one state to the next, whoever says so; the caller has locked the row."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.events import Event, EventKind, announce
from property_ops.framework.models import User
from property_ops.modules.requests.domain.errors import RatedAlready
from property_ops.modules.requests.domain.states import MOVES, RequestMove, RequestState
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import RatedBy, Satisfaction
from property_ops.modules.requests.services.numbering import clocks_anew

REQUEST_MOVED = EventKind("request.moved", _("a request moved on"))
"""Of slot `event_kinds`: by number and state; what is asked and by whom is not said."""
UNRATED: dict[str, Any] = {
    "satisfaction": "",
    "rated_by": "",
    "called_by": None,
    "called_whom": "",
    "called_at": None,
    "handed_by": None,
}
UNANSWERED: dict[str, Any] = {"result": "", "answered_on": None, "answered_by": None, **UNRATED}


def moved(locked: Request, move: RequestMove, *, by: User | None, **values: Any) -> Request:
    """Taken up again, its clocks are set anew; answered, they stand no more. Raises IllegalMove."""
    before, now = locked.state, timezone.now()
    locked.state = MOVES.after(RequestState(locked.state), move, thing=locked.number)
    if move is RequestMove.REOPEN:
        values |= clocks_anew(locked.topic, since=now)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save()
    if not locked.is_open:
        for pause in locked.pauses.filter(until=None):
            pause.until = max(now, pause.since)
            pause.save()
    audit.record(by=by, action="requests.moved", subject=locked.number, move=move.value, before=before)
    facts = {"request": locked.number, "state": str(locked.state), "before": before}
    facts["href"] = f"/api/v1/requests/{locked.number}"
    announce(REQUEST_MOVED, lambda: [Event(f"request/{locked.number}", locked.estate.code, facts)])
    return locked


def rating(
    locked: Request, satisfaction: Satisfaction, rated_by: RatedBy, handed_by: User | None = None, **call: Any
) -> dict[str, Any]:
    """What a rating writes; it is said once. Raises RatedAlready."""
    if locked.satisfaction:
        raise RatedAlready(request=locked.number)
    return {"satisfaction": satisfaction.value, "rated_by": rated_by.value, "handed_by": handed_by, **call}

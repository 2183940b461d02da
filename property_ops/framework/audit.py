"""Recording who did or looked at what."""

from contextvars import ContextVar
from typing import Any

from property_ops.framework.models import AuditEvent, User

_recorded: ContextVar[int] = ContextVar("recorded", default=0)


def record(*, by: User | None, action: str, subject: str, **detail: Any) -> None:
    """Append one event; `action` is `module.verb`, `subject` names the thing by its stable key."""
    AuditEvent.objects.create(user=by, action=action, subject=subject, detail=detail)
    _recorded.set(_recorded.get() + 1)


def recorded_so_far() -> int:
    """How many events this thread has recorded: by the difference a page knows whether anything left a trace."""
    return _recorded.get()

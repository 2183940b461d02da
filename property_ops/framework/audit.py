"""Recording who did or looked at what."""

from typing import Any

from property_ops.framework.models import AuditEvent, User


def record(*, by: User | None, action: str, subject: str, **detail: Any) -> None:
    """Append one event; `action` is `module.verb`, `subject` names the thing by its stable key."""
    AuditEvent.objects.create(user=by, action=action, subject=subject, detail=detail)

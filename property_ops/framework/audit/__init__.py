"""Recording who did or looked at what.

What was done is recorded in the transaction that does it. A look has none: it goes to the spool, so that nobody who
reads waits for somebody who writes (docs/adr/0031-looks-go-through-a-spool.md).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

from django.db import connection

from property_ops.framework.audit import spool
from property_ops.framework.models import AuditEvent, User

_recorded: ContextVar[int] = ContextVar("recorded", default=0)
_NO_DOOR: Mapping[str, Any] = MappingProxyType({})
_door: ContextVar[Mapping[str, Any]] = ContextVar("door", default=_NO_DOOR)


@contextmanager
def through(**door: Any) -> Iterator[None]:
    """What is recorded inside says how it came: through the command line, and who the operating system says it was."""
    mark = _door.set(door)
    try:
        yield
    finally:
        _door.reset(mark)


def record(*, by: User | None, action: str, subject: str, **detail: Any) -> None:
    """Append one event; `action` is `module.verb`, `subject` names the thing by its stable key.

    It is kept for good when this returns, or with the transaction that it stands in. Raises NotRecorded.
    """
    detail |= _door.get()
    if connection.in_atomic_block:
        AuditEvent.objects.create(user=by, action=action, subject=subject, detail=detail)
    else:
        spool.append(by=by, action=action, subject=subject, detail=detail)
    _recorded.set(_recorded.get() + 1)


def recorded_so_far() -> int:
    """How many events this thread has recorded: by the difference a page knows whether anything left a trace."""
    return _recorded.get()

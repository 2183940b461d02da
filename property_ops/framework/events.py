"""What happened, for whoever listens: told in the transaction of what did it, by ids and codes alone.

A module declares the kinds of event that it tells of (slot `event_kinds`); who listens plugs into `event_listeners`.
Nothing is made up for a kind that nobody wants to hear of.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from property_ops.framework.slots import plugged_into


@dataclass(frozen=True, slots=True)
class EventKind:
    """`code` is stable, such as `bill.issued`; `words` say what happened."""

    code: str
    words: Any


@dataclass(frozen=True, slots=True)
class Event:
    """`subject` names the thing by its stable key, `bill/ZD2022-BC01-000001`; `facts` are ids, codes, days: of no
    person. Without an `estate` (its code) it is of the whole company.
    """

    subject: str
    estate: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


class EventListener(Protocol):
    def wants(self, kind: str) -> bool: ...

    def hear(self, kind: str, events: Sequence[Event]) -> None:
        """In the transaction of what happened: it may store, and does nothing else."""


def announce(kind: EventKind, events: Callable[[], Iterable[Event]]) -> None:
    """Tell whoever wants to hear of it; `events` is asked only then."""
    plugged: tuple[EventListener, ...] = plugged_into("event_listeners")
    listeners = [one for one in plugged if one.wants(kind.code)]
    if not listeners:
        return
    told = list(events())
    for listener in listeners:
        listener.hear(kind.code, told)


def kinds_of_event() -> dict[str, EventKind]:
    """By code, in the order of the modules."""
    found: dict[str, EventKind] = {}
    for plugged in plugged_into("event_kinds"):
        found |= {one.code: one for one in (plugged if isinstance(plugged, tuple) else (plugged,))}
    return found

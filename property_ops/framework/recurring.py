"""Work that is to be done again and again: while the site is served, the worker is asked for it whenever it is due.

A module plugs `RecurringWork` into the slot `recurring_work`. What it asks for is a task, safe to run twice.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from property_ops.framework.slots import plugged_into

_LOOKS = timedelta(minutes=1)
_AT_FIRST = timedelta(seconds=10)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecurringWork:
    """Asked for where `is_due(now)`, and not again for so long as `pause`."""

    name: str
    pause: timedelta
    is_due: Callable[[datetime], bool]
    ask: Callable[[], Any]


@contextmanager
def asked_for_recurring() -> Iterator[None]:
    """While the block runs, the worker is asked for what is due; at first, once the site has started."""
    ended = threading.Event()
    thread = threading.Thread(target=_ask, args=(ended,), daemon=True, name="recurring-work")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=5)


def ask_for_due(asked: dict[str, datetime], now: datetime) -> None:
    """Ask for each work that is due and was not asked for within its pause; `asked` keeps when it was."""
    for work in plugged_into("recurring_work"):
        if work.name in asked and now - asked[work.name] <= work.pause:
            continue
        try:
            close_old_connections()
            if work.is_due(now):
                work.ask()
                asked[work.name] = now
        except DatabaseError:
            _log.warning("Could not ask for %s.", work.name, exc_info=True)


def _ask(ended: threading.Event) -> None:
    asked: dict[str, datetime] = {}
    pause = _AT_FIRST
    while not ended.wait(pause.total_seconds()):
        ask_for_due(asked, timezone.now())
        pause = _LOOKS

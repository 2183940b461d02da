"""Whether the installation can work, and what is wrong where it cannot: for monitors and for the overview."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, connection

from property_ops.framework.audit import spool
from property_ops.framework.models import User
from property_ops.framework.serving.state import told, told_by_supervisor
from property_ops.framework.slots import plugged_into
from property_ops.kernel.text import gettext_noop

OK, OFF = "ok", "off"
LOOKS_WAIT_SECONDS = 20 * 60
"""Longer than the longest import keeps the database."""
NEARLY_FULL = 500 * 1024 * 1024

SENTENCES = {
    ("database", "unreachable"): gettext_noop("The database does not answer."),
    ("database", "not set up"): gettext_noop("The database is not set up yet, or by an older version."),
    ("data_folder", "not writable"): gettext_noop("The data folder cannot be written to."),
    ("disk", "nearly full"): gettext_noop("The disk with the data folder is nearly full. Make room before it stops."),
    ("worker", "not running"): gettext_noop(
        "The background worker does not run: month end, plans and ERPNext wait. It is started again and again; "
        "tasks.log in the data folder says what it dies of."
    ),
    ("worker", "not heard of"): gettext_noop(
        "Nothing is heard of the background worker: month end, plans and ERPNext wait. Restart property-ops serve."
    ),
    ("looks", "not stored"): gettext_noop("Looks at people's data have not reached the audit log for a long time."),
}
"""What each fault means to whoever looks after the installation."""


@dataclass(frozen=True, slots=True)
class HealthNote:
    """Of slot `health_notes`: what is for somebody to look at, though the site works without it.

    `state` is ok, off, or what is wrong; `facts` stand beside it in `/healthz`. `wrong` says it in a sentence, which
    the facts fill, and `mend` what to do: for `property-ops doctor` and the operator's page.
    """

    name: str
    state: str
    facts: Mapping[str, object] = field(default_factory=dict)
    wrong: str = ""
    mend: str = ""

    @property
    def calls(self) -> bool:
        """Whether somebody has to look."""
        return self.state not in (OK, OFF)


Ask = Callable[[], HealthNote]


def thorough(ask: Ask) -> Ask:
    """Mark what takes longer than a monitor should wait: it is asked by people only."""
    _thorough.add(ask)
    return ask


_thorough: set[Ask] = set()


def notes() -> list[HealthNote]:
    """The quick ones."""
    return [ask() for ask in plugged_into("health_notes") if ask not in _thorough]


def thorough_notes() -> list[HealthNote]:
    """All."""
    return [ask() for ask in plugged_into("health_notes")]


def answers() -> Mapping[str, str]:
    """Each part and `ok`, or what is wrong with it. Waits for nobody."""
    return {"database": _database(), **_beside_the_database()}


def faults() -> list[str]:
    """A msgid for each part that does not work, on a page that shows by itself that the database does."""
    found = _beside_the_database()
    return [SENTENCES[fault] for fault in found.items() if fault in SENTENCES]


def _beside_the_database() -> Mapping[str, str]:
    found = {"data_folder": _data_folder(), "disk": _disk(), "looks": _looks()}
    return found | ({"worker": _worker()} if told_by_supervisor.has_worker else {})


def _database() -> str:
    try:
        connection.ensure_connection()
    except DatabaseError:
        return "unreachable"
    try:
        User.objects.exists()
    except DatabaseError:
        connection.close_if_unusable_or_obsolete()
        return "not set up" if connection.is_usable() else "unreachable"
    return OK


def _data_folder() -> str:
    return OK if os.access(settings.DATA, os.W_OK) else "not writable"


def _disk() -> str:
    try:
        return OK if shutil.disk_usage(settings.DATA).free > NEARLY_FULL else "nearly full"
    except OSError:
        return "unreadable"


def _looks() -> str:
    try:
        return OK if spool.waiting_since() < LOOKS_WAIT_SECONDS else "not stored"
    except OSError:
        return "unreadable"


def _worker() -> str:
    state = told()
    if state is None:
        return "not heard of"
    return OK if state.worker else "not running"

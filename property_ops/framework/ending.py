"""How a command ends that does not come to its end: what was stored, what was not, and what to do."""

import sqlite3
from dataclasses import dataclass, field

import psycopg
from django.db import DatabaseError
from django.utils.translation import gettext

from property_ops.framework.database_errors import is_full, sentence_about
from property_ops.framework.drafts import is_draft

INTERRUPTED = 130
_NAMED = 5


@dataclass
class Stage:
    """A part of a command that goes step by step, each of which is stored whole or not at all.

    Steps before `stores_from` of all only look, such as the reading of the files of an import.
    """

    title: str
    stores_from: float = 0.0
    done: int = 0
    total: int = 0
    finished: list[str] = field(default_factory=list)
    _label: str = ""

    def report(self, done: int, total: int, label: str) -> None:
        """So many steps are done, and the one named begins."""
        if self._label not in ("", label) and self.done >= self._first(total):
            self.finished.append(self._label)
        self.done, self.total, self._label = done, total, label

    @property
    def stored(self) -> int:
        return max(0, self.done - self._first(self.total))

    @property
    def words(self) -> str:
        """“Charging 3 of 5 (BC01, BC02, BC03)”."""
        figures = {"stage": self.title, "done": self.stored, "total": self.total - self._first(self.total)}
        said = gettext("%(stage)s %(done)s of %(total)s") % figures
        if not self.finished:
            return said
        names = "、".join(self.finished[-_NAMED:])
        return f"{said} ({'… ' if len(self.finished) > _NAMED else ''}{names})"

    def _first(self, total: int) -> int:
        return round(total * self.stores_from)


def what_was_stored(stages: list[Stage]) -> str:
    """A sentence; of a command without steps, that nothing is half there."""
    if not stages:
        return gettext("What was finished is stored whole, of the rest nothing.")
    if not any(stage.stored for stage in stages):
        return gettext("Nothing was stored.")
    done = "; ".join(stage.words for stage in stages if stage.stored)
    return gettext("Stored: %(done)s; of the rest nothing. The same command again does the rest.") % {"done": done}


def sentence_of(error: BaseException, stages: list[Stage], *, into: str = "") -> str | None:
    """What it means that the command ended so; None for what is a fault of the program. `into`: what it writes."""
    if isinstance(error, KeyboardInterrupt):
        interrupted = gettext("Interrupted.")
        return f"{interrupted} {what_was_stored(stages)}"
    if isinstance(error, OSError):
        return _of_the_disk(error, stages, into)
    if isinstance(error, (DatabaseError, sqlite3.Error, psycopg.Error)):
        said = sentence_about(error)
        return f"{said} {what_was_stored(stages)}" if said and is_full(error) else said
    return None


def _of_the_disk(error: OSError, stages: list[Stage], into: str) -> str:
    """A file on its way has a hidden name, and one that is open tells none: then it is what the command writes."""
    named, reason = str(error.filename or ""), error.strerror or str(error)
    file = into if into and (not named or is_draft(named)) else named
    if is_full(error):
        said = gettext("The disk is full: %(file)s cannot be written.") if file else gettext("The disk is full.")
        return f"{said % {'file': file}} {what_was_stored(stages)}"
    if not file:
        return f"{reason}. {what_was_stored(stages)}"
    said = gettext("%(file)s: %(reason)s.") % {"file": file, "reason": reason}
    return f"{said} {what_was_stored(stages)}" if stages else said

"""Everything that was examined, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext

from property_ops.framework.health import OFF, OK, SENTENCES, HealthNote, answers, thorough_notes
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

NAMES = {
    "database": gettext_noop("Database"),
    "data_folder": gettext_noop("Data folder"),
    "disk": gettext_noop("Disk"),
    "looks": gettext_noop("Looks into the audit log"),
    "worker": gettext_noop("Background worker of this site"),
    "workers": gettext_noop("Background workers of all hosts"),
    "tasks": gettext_noop("Background tasks"),
    "redis": gettext_noop("Redis"),
    "backup": gettext_noop("Backup"),
    "seals": gettext_noop("Seals"),
    "papers": gettext_noop("Object storage of papers"),
    "versions": gettext_noop("Versions"),
    "migrations": gettext_noop("Tables"),
    "fonts": gettext_noop("Fonts"),
    "clock": gettext_noop("Clock of this host"),
    "serving": gettext_noop("Site"),
    "address": gettext_noop("Public address"),
    "proxy": gettext_noop("Reverse proxy"),
    "debug": gettext_noop("Debug"),
    "secret_key": gettext_noop("Secret key"),
}

FIGURES = {
    "tasks_waiting": gettext_noop("waiting"),
    "tasks_failed": gettext_noop("failed since yesterday"),
    "workers_alive": gettext_noop("alive"),
    "backup_age_hours": gettext_noop("age in hours"),
    "seal_age_hours": gettext_noop("age in hours"),
    "seconds": gettext_noop("seconds apart"),
    "url": gettext_noop("address"),
    "place": gettext_noop("address"),
}


class Level(Worded):
    WRONG = "wrong", gettext_noop("wrong")
    ADVICE = "advice", gettext_noop("advice")
    FINE = "fine", gettext_noop("well")


@dataclass(frozen=True, slots=True)
class Finding:
    """`wrong` and `mend` are sentences in the reader's language; empty where nothing is wrong."""

    name: str
    level: Level
    figures: str
    wrong: str
    mend: str

    @property
    def title(self) -> str:
        return gettext(NAMES.get(self.name, self.name))


def examine() -> list[Finding]:
    """All that can be examined; without the database, what can be said without it."""
    parts = answers()
    found = [_of_part(name, state) for name, state in parts.items()]
    if parts["database"] != OK:
        return found
    return found + [_of_note(note) for note in thorough_notes() if note.state != OFF or note.wrong]


def _of_part(name: str, state: str) -> Finding:
    sentence = SENTENCES.get((name, state), state)
    fine = state == OK
    return Finding(name, Level.FINE if fine else Level.WRONG, "", "" if fine else gettext(sentence), "")


def _of_note(note: HealthNote) -> Finding:
    """What is off is advised about where the note says why it should not be."""
    level = Level.WRONG if note.calls else Level.ADVICE if note.state == OFF and note.wrong else Level.FINE
    if level == Level.FINE:
        return Finding(note.name, level, _figures(note), "", "")
    wrong = gettext(note.wrong) % note.facts if note.wrong else note.state
    return Finding(note.name, level, _figures(note), wrong, gettext(note.mend) % note.facts if note.mend else "")


def _figures(note: HealthNote) -> str:
    known = ((FIGURES.get(name, name), value) for name, value in note.facts.items() if value is not None)
    return ", ".join(f"{gettext(name)} {value}" for name, value in known)

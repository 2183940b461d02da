"""Daily backups into one folder (PROPERTY_OPS_BACKUPS), of which the newest so many are kept."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from property_ops.framework.backups.making import MadeBackup, Progress, make_backup, named_at
from property_ops.framework.drafts import sweep
from property_ops.framework.health import OK, HealthNote
from property_ops.framework.locking import process_lock
from property_ops.framework.timed import last_time_of
from property_ops.kernel.text import gettext_noop

AT = time(2, 30)
LATE = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Backups:
    """Those in the folder, newest first."""

    folder: Path
    made: tuple[tuple[datetime, Path], ...]

    @property
    def last(self) -> datetime | None:
        return self.made[0][0] if self.made else None

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for _, path in self.made)

    def is_late(self, now: datetime) -> bool:
        return self.last is None or now - self.last > LATE

    def is_due(self, now: datetime) -> bool:
        """None was made since the last time it was half past two at night."""
        moment = last_time_of(AT, now)
        return not any(moment <= made <= now for made, _ in self.made)


def note() -> HealthNote:
    """For `/healthz`: a late one is for somebody to look at; the site works without."""
    there, now = backups(), timezone.now()
    if there is None:
        return HealthNote(
            "backup",
            "off",
            {},
            wrong=gettext_noop("No daily backups are made."),
            mend=gettext_noop("Set PROPERTY_OPS_BACKUPS to a folder on another disk."),
        )
    age = None if there.last is None else round((now - there.last).total_seconds() / 3600, 1)
    return HealthNote(
        "backup",
        "late" if there.is_late(now) else OK,
        {"backup_age_hours": age},
        wrong=gettext_noop("The last backup is older than a day and a half, or there is none yet."),
        mend=gettext_noop("The site makes one every night; make one now: property-ops backup --out FOLDER"),
    )


def backups() -> Backups | None:
    """None where no folder is set."""
    if not settings.BACKUPS:
        return None
    folder = Path(settings.BACKUPS)
    found = [(made, path) for path in folder.glob("*.zip") if (made := named_at(path))]
    return Backups(folder, tuple(sorted(found, reverse=True)))


def make_daily(*, now: datetime, progress: Progress | None = None) -> MadeBackup | None:
    """A backup if one is due, and away with the oldest beyond those kept; safe to run twice and at the same time.

    Older ones go only once the new one is whole. They are counted, not dated: a clock that jumps throws nothing away.
    """
    with process_lock("backup"):
        there = backups()
        if there is None or not there.is_due(now):
            return None
        sweep(there.folder) if there.folder.is_dir() else there.folder.mkdir(parents=True)
        made = make_backup(out=there.folder, progress=progress)
        kept = backups()
        for _, path in kept.made[settings.BACKUPS_KEPT :] if kept else ():
            path.unlink(missing_ok=True)
        return made

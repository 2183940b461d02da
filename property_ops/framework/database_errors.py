"""What an error of the database means to the person at the terminal or at the page."""

import errno
import re
import sqlite3

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext

from property_ops.framework.environment import place_of
from property_ops.kernel.errors import Unavailable
from property_ops.kernel.text import gettext_noop

_NO_ANSWER = (OperationalError, sqlite3.OperationalError, psycopg.OperationalError)
_NO_TABLES = re.compile(r"no such (table|column)|(relation|column) .* does not exist")
_BUSY = (
    "database is locked",
    "database table is locked",
    "deadlock detected",
    "could not obtain lock",
    "could not serialize",
    "lock timeout",
)
_AWAY = (
    "connection",
    "terminating",
    "server closed",
    "shutting down",
    "starting up",
    "unable to open database file",
)
_FULL = ("disk is full", "no space left", "disk i/o error", "could not extend file")
_DAMAGED = ("file is not a database", "malformed", "file is encrypted", "could not decode to utf-8")


class DatabaseBusy(Unavailable):
    code = "database_busy"
    message = gettext_noop("The database is busy with somebody else's work. Nothing was changed; try again.")


class DatabaseAway(Unavailable):
    code = "database_away"
    message = gettext_noop("The database does not answer. Try again in a minute; else tell your administrator.")


class DiskFull(Unavailable):
    code = "disk_full"
    message = gettext_noop("The server's disk is full: nothing was stored. Tell your administrator, and send it again.")


def as_unavailable(error: BaseException | None) -> Unavailable | None:
    """The fact behind an error that passes by itself; None for any other."""
    if isinstance(error, Unavailable):
        return error
    if isinstance(error, Exception) and is_full(error):
        return DiskFull()
    if error is None or not (is_busy(error) or is_away(error)):
        return None
    return DatabaseBusy() if is_busy(error) else DatabaseAway()


def is_busy(error: BaseException) -> bool:
    """Whether somebody else's work was in the way: the same may go well in a minute."""
    return isinstance(error, (DatabaseError, *_NO_ANSWER)) and any(sign in str(error).lower() for sign in _BUSY)


def is_away(error: BaseException) -> bool:
    """Whether the database did not answer at all."""
    return isinstance(error, (OperationalError, InterfaceError)) and any(sign in str(error).lower() for sign in _AWAY)


def sentence_about(error: Exception) -> str | None:
    """The sentence and what to do, or None for an error that is a fault of the program."""
    text = str(error).strip()
    lower = text.lower()
    if is_busy(error):
        return gettext(DatabaseBusy.message)
    if is_full(error):
        return gettext("The disk is full or damaged: %(reason)s.") % {"reason": " ".join(text.split())}
    if any(sign in lower for sign in _DAMAGED):
        return gettext(
            "The database %(place)s is damaged, or no database: %(reason)s. Restore the last backup into a new folder: "
            "property-ops restore FILE --into FOLDER"
        ) % {"place": place_of(settings.DATABASES["default"]), "reason": " ".join(text.split())}
    if _NO_TABLES.search(lower):
        return gettext("The database is not set up yet, or by an older version. Run: property-ops init")
    if isinstance(error, _NO_ANSWER):
        return gettext(
            "The database %(place)s cannot be used: %(reason)s. Check DATABASE_URL and PROPERTY_OPS_DATA."
        ) % {
            "place": place_of(settings.DATABASES["default"]),
            "reason": " ".join(text.split()).rstrip("."),
        }
    return None


def is_full(error: Exception) -> bool:
    """There is no room left where the database, or a file, is to lie."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return any(sign in str(error).lower() for sign in _FULL)

"""What an error of the database means to the person at the terminal."""

import re
import sqlite3

import psycopg
from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext

from property_ops.framework.environment import place_of

_NO_ANSWER = (OperationalError, sqlite3.OperationalError, psycopg.OperationalError)
_NO_TABLES = re.compile(r"no such (table|column)|(relation|column) .* does not exist")
_BUSY = ("database is locked", "deadlock detected", "could not obtain lock", "could not serialize")
_FULL = ("disk is full", "no space left", "disk i/o error", "could not extend file")
_DAMAGED = ("file is not a database", "malformed", "file is encrypted", "could not decode to utf-8")


def sentence_about(error: Exception) -> str | None:
    """The sentence and what to do, or None for an error that is a fault of the program."""
    text = str(error).strip()
    lower = text.lower()
    if any(sign in lower for sign in _BUSY):
        return gettext("The database is busy with somebody else's work. Nothing was changed; try again.")
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
    """There is no room left where the database lies."""
    return any(sign in str(error).lower() for sign in _FULL)

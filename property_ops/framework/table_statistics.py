"""What SQLite knows of its tables, so that it asks the right index first: counted anew after much was written.

A server's database does this by itself.
"""

import logging

from django.db import DatabaseError, connection, transaction

_ROWS_OF_AN_INDEX = 1000
_log = logging.getLogger(__name__)


def count_anew() -> None:
    """Once the transaction is over; some hundredths of a second, however large the tables are."""
    if connection.vendor == "sqlite":
        transaction.on_commit(_analyse)


def _analyse() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_ROWS_OF_AN_INDEX}")
            cursor.execute("ANALYZE")
    except DatabaseError as error:  # the disk is full: what was to be stored is stored
        _log.warning("The statistics of the tables stay as they were: %s.", error)

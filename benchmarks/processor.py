"""Processor seconds of this process and of the database's server process that works for it: a busy machine lengthens
the wall's clock, not this one."""

import time
from pathlib import Path

NANOSECONDS = 1e-9


def spent(server: int | None = None) -> float:
    """Seconds so far; `server` is the id of PostgreSQL's process for our connection, None for SQLite."""
    return time.process_time() + (_spent_by(server) if server else 0.0)


def _spent_by(process: int) -> float:
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) * NANOSECONDS


def server_of_django() -> int | None:
    """The id of the server process behind Django's connection."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])

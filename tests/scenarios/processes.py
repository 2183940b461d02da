"""Processes of the product that are killed in the middle, or that run two at a time."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from subprocess import Popen
from typing import Any

import psycopg

from tests.services.installation import Installation

POLL_SECONDS = 0.002
PATIENCE_SECONDS = 300


def kill_while_writing(installation: Installation, *arguments: str, after: float) -> bool:
    """Starts the command and ends it with kill -9, `after` so many seconds of holding what it writes with.

    False where it had come to its end by then.
    """
    with watching(installation) as watched:
        process = installation.start(*arguments)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while process.poll() is None and not watched.is_written_to():
            assert time.monotonic() < deadline, f"{arguments} never wrote"
            time.sleep(POLL_SECONDS)
        time.sleep(after)
        return kill(process)


def kill(process: Popen[str]) -> bool:
    """kill -9 for the process and all its children; False where it had ended by itself."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def run_together(installation: Installation, *commands: tuple[str, ...]) -> list[str]:
    """Runs the commands at the same time; what each printed. All must succeed."""
    processes = [installation.start(*command) for command in commands]
    printed = [process.communicate()[0] for process in processes]
    for command, process, output in zip(commands, processes, printed, strict=True):
        assert process.returncode == 0, f"{command}: {process.returncode}\n{output}"
    return printed


def rows(installation: Installation, query: str) -> list[tuple[Any, ...]]:
    """What stands in the database, read without the product."""
    with watching(installation) as watched:
        return watched.connection.execute(query).fetchall()


class SQLite:
    """Somebody else's transaction holds the write lock of the file."""

    def __init__(self, installation: Installation) -> None:
        path = installation.data / "property-ops.sqlite3"
        self.connection = sqlite3.connect(path, timeout=0, isolation_level=None)

    def is_written_to(self) -> bool:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        self.connection.execute("ROLLBACK")
        return False


class PostgreSQL:
    """Somebody else's transaction has written a row."""

    def __init__(self, installation: Installation) -> None:
        self.connection = psycopg.connect(installation.url, autocommit=True)

    def is_written_to(self) -> bool:
        others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"
        return self.connection.execute(others).fetchone() is not None


@contextmanager
def watching(installation: Installation) -> Iterator[SQLite | PostgreSQL]:
    watched = PostgreSQL(installation) if installation.url else SQLite(installation)
    with closing(watched.connection):
        yield watched

"""Two services at the same time: one is stopped in the middle until the other has ended, or waits for a lock."""

import re
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection, connections

from property_ops.kernel.errors import BusinessError
from tests.pairs.scenes import Scene
from tests.pairs.world import World

PATIENCE = 30  # seconds
_STOPS = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b|.*(\bFOR UPDATE\b|pg_advisory_xact_lock)", re.S)
_LOCKED = re.compile(r'FROM "(\w+)".*FOR UPDATE|(pg_advisory_xact_lock)', re.S)


@dataclass
class Turn:
    """What became of one service: done, refused with a sentence, or broken."""

    name: str
    refused: str = ""
    broken: str = ""
    stops: int = 0
    """How many statements of it write or lock."""
    locks: list[str] = field(default_factory=list)
    """What it locked, in this order: names of locks, and tables of single rows."""


class _Watch:
    """An execute wrapper that counts where a service writes or locks, and calls `stop` before the one wanted."""

    def __init__(self, turn: Turn, wanted: int = -1, stop: Callable[[], None] | None = None) -> None:
        self._turn, self._wanted, self._stop = turn, wanted, stop

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _STOPS.match(sql):
            self._turn.stops += 1
            if self._stop and self._turn.stops == self._wanted:
                self._stop()
            if (locked := _LOCKED.search(sql)) and "numberseries" not in (locked[1] or ""):
                self._turn.locks.append(locked[1] or str(params[0]).split("/")[0])
        return execute(sql, params, many, context)


def alone(name: str, scene: Scene) -> Turn:
    """The service by itself, in the current connection."""
    turn = Turn(name)
    with connection.execute_wrapper(_Watch(turn)):
        _act(turn, scene)
    return turn


def together(first: tuple[str, Scene], second: tuple[str, Scene], *, stop: int) -> tuple[Turn, Turn]:
    """`first` is stopped before its `stop`th statement that writes or locks; then `second` begins."""
    turns = Turn(first[0]), Turn(second[0])
    stopped, ended, backend = threading.Event(), threading.Event(), threading.Event()
    pid: list[int] = []

    def wait() -> None:
        stopped.set()
        backend.wait(PATIENCE)
        _until_blocked(pid, ended)

    def run_first() -> None:
        with _own_connection(), connection.execute_wrapper(_Watch(turns[0], stop, wait)):
            _act(turns[0], first[1])
        stopped.set()

    def run_second() -> None:
        stopped.wait(PATIENCE)
        with _own_connection(), connection.execute_wrapper(_Watch(turns[1])):
            connection.ensure_connection()
            pid.append(connection.connection.info.backend_pid)
            backend.set()
            _act(turns[1], second[1])
        ended.set()

    threads = [threading.Thread(target=target, daemon=True) for target in (run_first, run_second)]
    for thread in threads:
        thread.start()
    for thread, turn in zip(threads, turns, strict=True):
        thread.join(2 * PATIENCE)
        if thread.is_alive():
            turn.broken = "did not end"
    return turns


def _until_blocked(pid: list[int], ended: threading.Event) -> None:
    settings = connections.settings["default"]
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname="postgres", autocommit=True
    ) as look:
        give_up = time.monotonic() + PATIENCE
        while not ended.wait(0.005) and time.monotonic() < give_up:
            asked = look.execute("SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s", pid).fetchone()
            if asked and asked[0] == "Lock":
                return


@contextmanager
def _own_connection() -> Any:
    try:
        yield
    finally:
        connections.close_all()


def _act(turn: Turn, scene: Scene) -> None:
    try:
        scene(World())
    except BusinessError as error:
        turn.refused = type(error).__name__
    except Exception:  # noqa: BLE001 (whatever it is, it is what a person would see as a fault)
        turn.broken = traceback.format_exc(limit=-6)

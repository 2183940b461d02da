"""The site as it is served: real processes, real sockets, people with a browser's cookies."""

import os
import re
import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

import psycopg
import requests

from tests.services.installation import Installation

PATIENCE_SECONDS = 120
PASSWORD = "correct-horse-9"
MAKE_ADMINISTRATOR = f"""
from property_ops.framework.models import User
User.objects.create_superuser("boss", password="{PASSWORD}", display_name="老板", language="zh-hans")
"""
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Site:
    """`property-ops serve` on an installation, until `kill` or `end`."""

    def __init__(self, installation: Installation, *options: str, **more: str) -> None:
        self.installation, self.port = installation, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: Popen[str] = installation.start(
            "serve", "--port", str(self.port), *options, PROPERTY_OPS_URL=self.url, **more
        )
        assert self.process.stdout is not None
        while f":{self.port}" not in (line := self.process.stdout.readline()):
            assert line, "the server ended before it could be opened"

    def health(self) -> dict[str, str]:
        answer = requests.get(f"{self.url}/healthz", timeout=PATIENCE_SECONDS)
        told: dict[str, str] = answer.json()
        assert (answer.status_code == 200) == (told["status"] == "ok")
        return told

    def logged_in(self, username: str = "boss") -> "Person":
        return Person(self.url, username)

    def children(self, what: str) -> list[int]:
        """The process ids of its `worker` or `web` children."""
        found = []
        for listed in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            for child in map(int, listed.read_text().split()):
                words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
                found += [child] if what.encode() in words else []
        return found

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=PATIENCE_SECONDS) == 0

    def kill(self) -> None:
        """kill -9, the whole group of the first process."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Person(requests.Session):
    """Somebody logged in."""

    def __init__(self, url: str, username: str = "boss") -> None:
        super().__init__()
        self.site = url
        answer = self.send_form("/login/", username=username, password=PASSWORD)
        assert answer.status_code == 302, answer.text

    def look(self, path: str) -> tuple[int, float, str]:
        """Status, seconds and text."""
        begun = time.monotonic()
        answer = self.get(self.site + path, timeout=PATIENCE_SECONDS, allow_redirects=False)
        return answer.status_code, time.monotonic() - begun, answer.text

    def send_form(self, path: str, *, found_on: str = "", **fields: Any) -> requests.Response:
        """`found_on`: the page with the form, where it is another one."""
        page = found_on or path
        token = _TOKEN.search(self.get(self.site + page, timeout=PATIENCE_SECONDS).text)
        assert token, page
        form = fields | {"csrfmiddlewaretoken": token[1]}
        return self.post(
            self.site + path, form, timeout=PATIENCE_SECONDS, allow_redirects=False, headers={"Referer": self.site}
        )


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until(is_so: Callable[[], Any], what: str) -> Any:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := is_so()):
        assert time.monotonic() < deadline, what
        time.sleep(0.1)
    return found


def cut_connections(installation: Installation) -> None:
    """As a restart of PostgreSQL does: whoever was connected is not any more. SQLite has no server."""
    if installation.url:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
        with psycopg.connect(installation.url, autocommit=True) as connection:
            connection.execute(cut, [connection.info.backend_pid])


@contextmanager
def somebody_writes(installation: Installation) -> Iterator[None]:
    """Another process has the SQLite file's write lock all the while."""
    path = installation.data / "property-ops.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")

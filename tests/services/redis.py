"""A private Redis on a free port of 127.0.0.1, which keeps nothing on the disk; gone at the end."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.services.postgresql import end_with_parent, free_port

START_SECONDS = 30


class RedisMissing(Exception):
    """This machine has no Redis server; the sentence says what to install."""


class PrivateRedis:
    """May be ended and started again, at the same address, as after a power cut: what it held is gone."""

    def __init__(self, program: str, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._program, self._folder = program, folder
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._server = subprocess.Popen(
            [self._program, *options, "--dir", str(self._folder)], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=end_with_parent, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "Redis did not start"
            assert self._server.poll() is None, "Redis ended"
            time.sleep(0.05)

    def kill(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def _answers(self) -> bool:
        try:
            with redis.Redis(port=self.port, socket_connect_timeout=1) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False


@contextmanager
def private_redis() -> Iterator[PrivateRedis]:
    """A running server. Raises RedisMissing where its program is not installed."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        raise RedisMissing("Redis is not installed. Run: scripts/install-services redis")
    folder = Path(tempfile.mkdtemp(prefix="property-ops-redis-"))
    server = PrivateRedis(program, folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)

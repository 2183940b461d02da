"""The site on this machine: a WSGI server in this process, the background worker in a child that ends with it."""

import ctypes
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

THREADS = 8
WORKER_LOG = "tasks.log"
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class PortTaken(BusinessError):
    code = "port_taken"
    message = gettext_noop(
        "The site cannot be served at %(host)s:%(port)s: %(reason)s. Stop what runs there, or choose another --port."
    )


class NotSetUp(BusinessError):
    code = "not_set_up"
    message = gettext_noop("The database is not set up yet, or by an older version. Run: property-ops init")


def check_port(host: str, port: int) -> None:
    """Raises PortTaken where `serve` could not listen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        raise PortTaken(host=host, port=port, reason=getattr(error, "strerror", None) or error) from error


def check_set_up() -> None:
    """Raises NotSetUp while a migration is missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotSetUp()


def serve(*, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted or terminated; `ready` is told the address once it can be opened.

    Raises PortTaken, NotSetUp.
    """
    check_set_up()
    check_port(host, port)
    server = waitress.create_server(
        get_wsgi_application(), host=host, port=port, threads=THREADS, ident="property-ops",
        clear_untrusted_proxy_headers=True, **_behind_proxy(),
    )  # fmt: skip
    with _ended_by_signals(), _worker():
        ready(f"http://{'127.0.0.1' if host in ('0.0.0.0', '') else host}:{port}")
        try:
            server.run()
        finally:
            server.close()


def _behind_proxy() -> dict[str, Any]:
    """Visitors are told apart by what the operator's own proxy says of them; nobody else is believed."""
    if not settings.TRUSTED_PROXY:
        return {}
    return {"trusted_proxy": settings.TRUSTED_PROXY, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


@contextmanager
def _worker() -> Iterator[None]:
    """The background worker, unless the work is queued elsewhere; ended when the block ends, however it ends."""
    if not settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db."):
        yield
        return
    program = [sys.executable, "-m", "property_ops.framework.cli"]
    command = [*program, "django", "db_worker", "--queue-name=*", "--no-startup-delay"]
    with (settings.DATA / WORKER_LOG).open("ab") as log:
        worker = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            preexec_fn=_die_with_parent,
        )  # fmt: skip
        try:
            yield
        finally:
            worker.terminate()
            try:
                worker.wait(timeout=20)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


def _die_with_parent() -> None:
    """Linux: even where the server is killed outright, no worker stays behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM ends the server as Ctrl-C does, in order; both do so in the background of a shell, too."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before: dict[int, Any] = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

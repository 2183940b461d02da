"""The site on this machine: web servers that share a socket, the background worker, and who sees to it that they live.

This process is the first web server and the supervisor (docs/adr/0030-waitress-with-limits-of-our-own.md).
"""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from property_ops.framework.serving.static_files import prepare
from property_ops.framework.serving.supervising import supervised
from property_ops.framework.serving.web import web_server
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

MOST_PROCESSES = 64
WAITING_TO_BE_LET_IN = 1024
"""Connections that the system keeps until a server takes them."""


class PortTaken(BusinessError):
    code = "port_taken"
    message = gettext_noop(
        "The site cannot be served at %(host)s:%(port)s: %(reason)s. Stop what runs there, or choose another --port."
    )


class NotSetUp(BusinessError):
    code = "not_set_up"
    message = gettext_noop("The database is not set up yet, or by an older version. Run: property-ops init")


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections there. Raises PortTaken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, OverflowError) as error:
        raise PortTaken(host=host, port=port, reason=getattr(error, "strerror", None) or error) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(WAITING_TO_BE_LET_IN)
    except (OSError, OverflowError) as error:
        listener.close()
        raise PortTaken(host=host, port=port, reason=getattr(error, "strerror", None) or error) from error
    return listener


def check_port(host: str, port: int) -> None:
    """Raises PortTaken where `serve` could not listen."""
    listening(host, port).close()


def check_set_up() -> None:
    """Raises NotSetUp while a migration is missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotSetUp()


def serve(*, host: str, port: int, processes: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted or terminated; `ready` is told the address once it can be opened.

    Raises PortTaken, NotSetUp.
    """
    check_set_up()
    connection.close()
    with ExitStack() as served:
        listener = served.enter_context(listening(host, port))
        prepare()
        server = web_server(listener)
        served.callback(server.close)
        served.enter_context(ended_by_signals())
        served.enter_context(supervised(listener, processes=processes))
        ready(f"http://{'127.0.0.1' if host in ('0.0.0.0', '') else host}:{port}")
        server.run()


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """SIGTERM ends us as Ctrl-C does, in order; both do so in the background of a shell, too."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before: dict[int, Any] = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

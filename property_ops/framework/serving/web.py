"""One web server: waitress with room for many connections, and with limits on what is read before it is known whose."""

import logging
import socket
from contextlib import suppress
from typing import Any

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from waitress.channel import HTTPChannel

from property_ops.framework import locking
from property_ops.framework.audit.spool import policy
from property_ops.framework.serving.limits import LARGEST, LimitedRequest
from property_ops.framework.serving.queueing import BoundedQueue
from property_ops.framework.serving.state import told_by_supervisor

THREADS = 16
CONNECTIONS = 4000
SILENT_SECONDS = 30
"""A connection over which nothing comes for so long is closed."""
PATIENCE_SECONDS = 3
"""So long a page waits for another writer; then it says that the database is busy."""
_CACHE = "PRAGMA cache_size=-8000;"  # KiB, for each thread


def web_server(listener: socket.socket) -> Any:
    """A server on that socket; `.run()` serves until KeyboardInterrupt."""
    policy.has_writer = True
    told_by_supervisor.expected = True
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue of some requests is no news
    _be_quick()
    _allow_many_files()
    server = waitress.create_server(
        get_wsgi_application(),
        sockets=[listener],
        _dispatcher=BoundedQueue(THREADS),
        ident="property-ops",
        connection_limit=CONNECTIONS,
        channel_timeout=SILENT_SECONDS,
        cleanup_interval=5,
        asyncore_use_poll=True,
        backlog=1024,
        max_request_body_size=LARGEST,
        clear_untrusted_proxy_headers=True,
        **_behind_proxy(),
    )
    server.channel_class = _Channel
    return server


class _Channel(HTTPChannel):
    parser_class = LimitedRequest


def _behind_proxy() -> dict[str, Any]:
    """Visitors are told apart by what the operator's own proxy says of them; nobody else is believed."""
    if not settings.TRUSTED_PROXY:
        return {}
    return {"trusted_proxy": settings.TRUSTED_PROXY, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


def _be_quick() -> None:
    """Connections of this process give up soon, and each keeps little in memory: there is one for each thread."""
    locking.limit.seconds = PATIENCE_SECONDS
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options |= {"timeout": PATIENCE_SECONDS, "init_command": f"{options['init_command']} {_CACHE}"}
    else:
        options["options"] = f"{options.get('options', '')} -c lock_timeout={PATIENCE_SECONDS * 1000}".strip()


def _allow_many_files() -> None:
    """As many open connections as the system lets us ask for."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = CONNECTIONS + 1000
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if most < 0 else min(most, wanted), most))

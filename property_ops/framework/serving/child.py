"""A process beside the first one of `serve`: `child web HANDLE` or `child worker ID QUEUES`. It ends with that one."""

import os
import signal
import socket
import sys
import threading

import django


def main() -> None:
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "property_ops.framework.settings")
    from property_ops.framework.cli import loading

    with loading():
        django.setup()
    kind, what, *more = sys.argv[1:]
    _serve(int(what)) if kind == "web" else _work(what, more[0].split(","))


def _serve(handle: int) -> None:
    from property_ops.framework.serving.state import told_by_supervisor
    from property_ops.framework.serving.supervising import runs_worker
    from property_ops.framework.serving.web import web_server

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    told_by_supervisor.has_worker = runs_worker()
    server = web_server(socket.socket(fileno=handle))
    server.run()


def _work(worker_id: str, queues: list[str]) -> None:
    from property_ops.framework.background.workers import work

    work(worker_id, queues)


def _end_with_parent() -> None:
    """The parent holds the other end of our standard input, and never writes."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()

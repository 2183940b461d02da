"""More is asked than can be answered: real sockets, a server of few threads, pages that take as long as they please."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.urls import reverse

from property_ops.framework.serving import queueing, web
from property_ops.framework.serving.site import listening

THREADS, WAITING, MORE = 2, 3, 4
PATIENCE = 60


class SlowSite:
    """Pages are answered once they are let; what was begun is noted."""

    def __init__(self) -> None:
        self.let, self.begun, self.queue = threading.Event(), [], []

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path != queueing.BESIDE:
            self.begun.append((path, environ["wsgi.input"].read()))
            self.let.wait(PATIENCE)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]


@pytest.fixture
def slow(monkeypatch) -> Iterator[tuple[SlowSite, int]]:
    site = SlowSite()
    monkeypatch.setattr(web, "get_wsgi_application", lambda: site)
    monkeypatch.setattr(web, "THREADS", THREADS)
    monkeypatch.setattr(queueing, "MOST_WAITING", WAITING)
    monkeypatch.setattr(web.policy, "has_writer", web.policy.has_writer)
    monkeypatch.setattr(web.told_by_supervisor, "expected", web.told_by_supervisor.expected)
    monkeypatch.setattr(web, "_be_quick", lambda: None)
    monkeypatch.setattr(web, "_allow_many_files", lambda: None)
    assert reverse("healthz") == queueing.BESIDE  # and all addresses are loaded by now
    with listening("127.0.0.1", 0) as listener:
        server = web.web_server(listener)
        site.queue = server.task_dispatcher.queue
        _until(lambda: server.task_dispatcher.active_count == 0)  # each thread has begun to wait for work
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        yield site, listener.getsockname()[1]
        site.let.set()
        server.close()
        running.join(PATIENCE)


def test_who_comes_when_too_many_wait_is_told_at_once_and_nothing_of_theirs_is_begun(slow):
    site, port = slow
    with ExitStack() as connections:
        asked = [_ask(connections, port, "/pay/", f"n={number}") for number in range(THREADS + WAITING)]
        _until(lambda: (len(site.begun), len(site.queue)) == (THREADS, WAITING))
        refused = [_ask(connections, port, "/pay/", f"more={number}") for number in range(MORE)]
        for connection in refused:
            head, _, body = _answer(connection).partition("\r\n\r\n")
            assert head.startswith("HTTP/1.1 503 ")
            assert f"Retry-After: {queueing.AGAIN_SECONDS}" in head
            assert "您刚才提交的内容没有保存" in body
        assert _answer(_ask(connections, port, queueing.BESIDE)).startswith("HTTP/1.1 200 ")
        assert len(site.begun) == THREADS
        site.let.set()
        assert all(_answer(connection).startswith("HTTP/1.1 200 ") for connection in asked)
        assert sorted(body for _path, body in site.begun) == [f"n={n}".encode() for n in range(THREADS + WAITING)]
        assert _answer(_ask(connections, port, "/pay/", "later")).startswith("HTTP/1.1 200 ")


def _ask(connections: ExitStack, port: int, path: str, body: str = "") -> socket.socket:
    connection = connections.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
    verb = "POST" if body else "GET"
    head = f"{verb} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body.encode())
    return connection


def _answer(connection: socket.socket) -> str:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts).decode()


def _until(is_so) -> None:
    waited = threading.Event()
    for _ in range(PATIENCE * 20):
        if is_so():
            return
        waited.wait(0.05)
    raise AssertionError("it never came to that")

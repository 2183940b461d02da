"""Which machines are spoken to, and how."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import requests

from property_ops.framework import outgoing
from property_ops.framework.outgoing import CarefulRequests, NotSpokenTo, careful_session, judged, refuse_as_written

OUTSIDE = "93.184.216.34"


def found(monkeypatch, *ips: str) -> None:
    answer = [(None, None, None, "", (ip, 443)) for ip in ips]
    monkeypatch.setattr(outgoing.socket, "getaddrinfo", lambda *args, **options: answer)


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.9.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fd00::1", "fe80::1%eth0", "::ffff:10.0.0.1", "2002:a00:1::", "64:ff9b::7f00:1"],
)  # fmt: skip
def test_no_address_of_our_own_network_is_spoken_to_unless_the_operator_names_the_host(settings, monkeypatch, ip):
    found(monkeypatch, OUTSIDE, ip)
    with pytest.raises(NotSpokenTo):
        judged("https://hooks.example.org/in")
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", lambda *args, **options: pytest.fail("was spoken to"))
    settings.INSIDE_HOSTS = ["Hooks.example.org"]
    assert judged("https://hooks.example.org/in").ip == OUTSIDE


def test_an_address_outside_is_spoken_to(monkeypatch):
    found(monkeypatch, OUTSIDE)
    assert judged("https://hooks.example.org:8443/in?x=1") == outgoing.JudgedAddress("hooks.example.org", OUTSIDE)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/", "https:///x", "https://me:secret@example.org/", "https://a:99999/",
     "https://exa\nmple.org/", "http://[::1", "javascript:alert(1)", ""],
)  # fmt: skip
def test_only_addresses_of_the_web_are_spoken_to(address):
    for ask in (judged, lambda one: refuse_as_written(one, encrypted=False)):
        with pytest.raises(NotSpokenTo):
            ask(address)


def test_what_is_written_is_refused_before_anybody_looks_it_up(settings):
    for address in ("http://hooks.example.org/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:8443/x"):
        with pytest.raises(NotSpokenTo):
            refuse_as_written(address, encrypted=True)
    refuse_as_written("https://hooks.example.org/", encrypted=True)
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    refuse_as_written("http://127.0.0.1:8000/", encrypted=True)


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            self.send_response(302 if self.path == "/moved" else 200)
            if self.path == "/moved":
                self.send_header("Location", f"http://localhost:{server.server_port}/elsewhere")
            self.end_headers()
            self.wfile.write(b"x" * 100)

        def log_message(self, *args: object) -> None:
            """Nobody reads it."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked = []
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_redirects_long_answers_and_the_inside_end_a_request(settings, server):
    address = f"http://localhost:{server.server_port}/"
    with careful_session(total_seconds=30, largest=50) as session:
        with pytest.raises(NotSpokenTo):
            session.get(address)
        with pytest.raises(NotSpokenTo):
            CarefulRequests(total_seconds=30).get(address, proxies={"http": "http://localhost:1"})
        assert server.asked == []
        settings.INSIDE_HOSTS = ["localhost"]
        with pytest.raises(requests.ReadTimeout):
            session.get(address)
    with careful_session(total_seconds=30) as session:
        assert session.get(address).content == b"x" * 100
        assert session.get(f"{address}moved").status_code == 302
    assert server.asked == ["/", "/", "/moved"]
    of_a_library = CarefulRequests(total_seconds=30)
    assert of_a_library.get(f"{address}moved", proxies={"http": "http://localhost:1"}).status_code == 302
    assert of_a_library.RequestException is requests.RequestException

"""Logs as JSON tell what happened, and nobody's data and no secret."""

import io
import json
import logging
import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from property_ops.framework.telemetry.logs import JsonLines, TextLines, request_id
from tests.visitors import visitor

SECRET = {
    "phone": "13812345678", "spaced phone": "138 1234 5678", "identity card": "37290119780304123X",
    "mail": "wang.er@example.cn", "link": "/s/1234.abcdefghijklmnopqrstuv", "query": "/units/?q=王二&token=abc",
    "bearer": "Authorization: Bearer po_3f9c41d2a7b0e5", "database": "postgresql://u:geheim@host/db",
    "password": "password=correct-horse-9", "username": 'username: "wanger"',
}  # fmt: skip
TELLS = ["13812345678", "1234 5678", "37290119780304123X", "wang.er", "abcdefghijklm", "王二", "po_3f9c", "geheim",
         "correct-horse", "wanger"]  # fmt: skip


@pytest.fixture
def log():
    """What the root logger writes, as with PROPERTY_OPS_LOG_FORMAT=json and level INFO."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, ours = logging.getLogger(), logging.getLogger("property_ops")
    root.addHandler(handler)
    before = ours.level
    ours.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    ours.setLevel(before)


@pytest.mark.django_db
@pytest.mark.parametrize("formatter", [TextLines("%(levelname)s %(name)s: %(message)s"), JsonLines()])
def test_a_refused_address_with_a_secret_is_told_by_its_route_in_every_format(formatter):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)
    secret = "abc123DEF456ghi789JKL012mno345PQ"
    try:
        for start in ("a", "f", "p", "s", "site", "r", "home/enter", "ballots"):
            Client().get(f"/{start}/{secret}", follow=True)
        Client().get("/nothing-here/")
    finally:
        logging.getLogger().removeHandler(handler)
    assert secret not in stream.getvalue()
    assert "a/<str:token>" in stream.getvalue()
    assert stream.getvalue().count("\n") >= 5


def test_an_address_that_opens_without_a_log_in_calls_its_secret_a_token():
    """By that name the log hides it."""
    unnamed = [
        route
        for route, kwargs in _open_addresses(get_resolver())
        if kwargs and "token" not in kwargs and not route.startswith(OPENED_OTHERWISE)
    ]
    assert unnamed == []


OPENED_OTHERWISE = ("api/", "home/<int:", "phone/plates/")
"""By a header, by the household's device, and by anybody who stands where the plate hangs."""


def _open_addresses(resolver, start=""):
    for pattern in resolver.url_patterns:
        route = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _open_addresses(pattern, route)
        elif not getattr(pattern.callback, "login_required", True):
            yield route, {*pattern.pattern.converters}


def lines(stream: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("text", SECRET.values(), ids=SECRET.keys())
def test_what_looks_like_a_secret_or_somebodys_data_is_not_written(log, text):
    logging.getLogger("somebody").warning("seen %s there", text)
    [line] = lines(log)
    assert line["message"].startswith("seen ")
    assert not [told for told in TELLS if told in log.getvalue()]


SHORT = "mnbvcxzlkjhgfdsa"  # as a ballot's receipt: nothing but its address tells that it is a secret


def every_address(patterns=None, before=""):
    """(route, the names of what it takes, whether it is open to anybody) of every page."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_address(pattern.url_patterns, route)
        else:
            open_to_all = not getattr(pattern.callback, "login_required", True)
            yield route, re.findall(r"<(?:(\w+):)?(\w+)>", route), open_to_all


def test_no_address_that_is_a_secret_is_written(log):
    secret = [route for route, takes, _open in every_address() if {"token", "plate"} & {name for _, name in takes}]
    assert {"f/", "r/", "site/", "gs/", "ballots/", "home/enter/"} <= {route.partition("<")[0] for route in secret}
    for route in secret:
        address = re.sub(r"<[^>]+>", "9", re.sub(r"<(\w+:)?(token|plate)>", SHORT, route))
        logging.getLogger("somebody").warning("asked for /%s and http://a.cn/%s", address, address)
        assert SHORT not in log.getvalue(), route


def test_what_opens_a_page_without_log_in_is_called_a_token():
    """By that name the log knows what it must not write."""
    other = [
        route
        for route, takes, is_open in every_address()
        if is_open and takes and takes[0][0] in ("str", "path", "slug", "") and takes[0][1] not in ("token", "plate")
    ]
    at_another_door = ("home/", "api/")  # a cookie opens these, a token in a header those
    assert [route for route in other if not route.startswith(at_another_door)] == []


def test_what_is_harmless_stays(log):
    logging.getLogger("somebody").warning("The worker ended (%s); it is started again.", -9)
    assert lines(log)[0]["message"] == "The worker ended (-9); it is started again."


def test_of_an_exception_its_kind_and_place_are_told_and_not_its_words(log):
    try:
        raise ValueError("Key (phone)=(13812345678) of 王二")
    except ValueError:
        logging.getLogger("somebody").exception("failed")
    [line] = lines(log)
    assert line["error"]["kind"] == "builtins.ValueError"
    assert "test_logs.py" in line["error"]["at"][-1]
    assert "王二" not in log.getvalue()
    assert "138" not in json.dumps(line["error"])


@pytest.mark.django_db
def test_a_request_is_told_by_its_route_and_id_without_path_and_query(log):
    answer = visitor("manager").get("/units/?q=13812345678")
    [line] = [line for line in lines(log) if line["logger"] == "property_ops.request"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "units/", 200)
    assert line["request"] == answer.headers["X-Request-ID"]
    assert "13812345678" not in log.getvalue()
    assert request_id.get() == ""


@pytest.mark.django_db
def test_a_link_of_a_resident_that_is_wrong_is_not_in_the_log(log):
    Client().get("/s/77.abcdefghijklmnopqrstuv/")
    assert "abcdefghijkl" not in log.getvalue()
    assert any(line.get("status") in (404, 410, 200) for line in lines(log))


@pytest.mark.django_db
@pytest.mark.parametrize(("proxy", "given", "taken"), [("127.0.0.1", "abcdef123456", True), ("", "abcdef123456", False),
                                                       ("127.0.0.1", "<script>", False)])  # fmt: skip
def test_the_id_of_a_request_is_the_known_proxys_and_no_strangers(settings, proxy, given, taken):
    settings.TRUSTED_PROXY = proxy
    answer = Client(headers={"x-request-id": given}).get("/login/")
    assert (answer.headers["X-Request-ID"] == given) is taken
    assert len(answer.headers["X-Request-ID"]) >= 8

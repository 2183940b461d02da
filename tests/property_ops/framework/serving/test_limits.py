"""How much of a request is read before anybody knows whose it is."""

import ast
import gc
import inspect
import re
import textwrap
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.urls import get_resolver, reverse
from waitress.adjustments import Adjustments

from property_ops.framework.serving.limits import (
    FORM,
    LARGE_AT_ONCE,
    LARGEST,
    MEGABYTE,
    STRANGER,
    THROWN_AWAY,
    LimitedRequest,
    most_bytes,
)
from property_ops.framework.web.pictures import OPEN_MEGABYTES
from property_ops.framework.web.sessions import SessionStore, is_genuine
from tests.web.crawling import patterns, walk

ADJUSTMENTS = Adjustments(max_request_body_size=LARGEST)


def cookie(key: str) -> dict[str, str]:
    return {"COOKIE": f"other=1; {settings.SESSION_COOKIE_NAME}={key}"}


@pytest.fixture
def key(db) -> str:
    session = SessionStore()
    session.create()
    assert session.session_key
    return session.session_key


def sent(path: str, length: int, *, headers: str = "", chunk: int = 64 * 1024) -> tuple[LimitedRequest, int]:
    """What the server makes of such a request, and how many bytes of its body it took before it was done."""
    request = LimitedRequest(ADJUSTMENTS)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n{headers}\r\n".encode()
    assert request.received(head) == len(head)
    taken = 0
    while not request.completed and taken < length:
        taken += request.received(b"x" * min(chunk, length - taken))
    return request, taken


def test_a_stranger_is_read_little_of():
    assert most_bytes("/login/", {}) == STRANGER == 256 * 1024


def test_whoever_is_logged_in_may_send_a_form(key):
    assert most_bytes("/login/", cookie(key)) == FORM == 5 * MEGABYTE


def test_files_are_read_where_a_page_takes_files(key):
    assert most_bytes("/import/", cookie(key)) == (settings.IMPORT_MAX_MEGABYTES + 1) * MEGABYTE
    assert most_bytes("/work-photos/add/W-1/", cookie(key)) >= settings.PHOTO_MAX_MEGABYTES * MEGABYTE
    assert most_bytes("/import/", {}) == STRANGER


def test_photos_are_read_of_anybody_where_residents_and_providers_show_them():
    """Else whoever reports a fault with a photo of his phone would be refused."""
    public = [one for one in walk(get_resolver()) if hasattr(one.callback, "public_pages")]
    showing = [one for one in public if "FILES" in inspect.getsource(inspect.unwrap(one.callback))]
    named = {str(one.name): _address(one) for one in showing}
    assert {"household_requests", "household_object", "household_work", "provider_order"} <= named.keys()
    for path in (*named.values(), "/phone/plates/x/"):
        assert most_bytes(path, {}) == OPEN_MEGABYTES * MEGABYTE, path
    assert most_bytes("/home/1/pay/", {}) == STRANGER


def test_so_many_photos_of_strangers_are_kept_at_once_and_no_more():
    path, length = "/home/1/requests/", 2 * MEGABYTE
    under_way = [sent(path, length)[0] for _ in range(LARGE_AT_ONCE)]
    assert {request.error for request in under_way} == {None}
    assert sent(path, length)[0].error.code == 413
    assert sent(path, STRANGER)[0].error is None, "what is small is taken all the same"
    del under_way
    gc.collect()
    assert sent(path, length)[0].error is None


@pytest.mark.parametrize("invented", ["", "x" * 32, "0" * 200, "中文" * 16, '"'])
def test_an_invented_session_opens_nothing(invented):
    assert not is_genuine(invented)
    assert most_bytes("/import/", cookie(invented)) == STRANGER


def test_a_changed_session_is_an_invented_one(key):
    assert is_genuine(key)
    assert not is_genuine(("a" if key[0] != "a" else "b") + key[1:])
    assert not is_genuine(key[:-1])


def test_what_is_too_large_is_refused_with_a_sentence_and_not_kept(key):
    request, taken = sent("/login/", 300 * MEGABYTE)
    assert taken <= THROWN_AWAY + 64 * 1024
    status, headers, body = request.error.to_response()
    assert status.startswith("413 ")
    assert "256 KB" in body.decode()
    assert "提交的内容太大" in body.decode()
    assert dict(headers)["Content-Type"] == "text/html; charset=utf-8"
    assert len(request.body_rcv.getbuf()) == 0


def test_what_is_a_little_too_large_is_taken_to_its_end_so_that_the_browser_shows_the_answer():
    length = STRANGER + 1
    request, taken = sent("/login/", length)
    assert taken == length
    assert request.error.code == 413


def test_what_is_just_right_is_read():
    request, taken = sent("/login/", STRANGER)
    assert (taken, request.error, len(request.body_rcv.getbuf())) == (STRANGER, None, STRANGER)


def test_who_asks_before_sending_is_told_at_once():
    request, taken = sent("/login/", 300 * MEGABYTE, headers="Expect: 100-continue\r\n")
    assert (request.completed, taken, request.error.code) == (True, 0, 413)
    assert not request.expect_continue


def test_a_body_without_a_length_is_counted_as_it_comes():
    request = LimitedRequest(ADJUSTMENTS)
    request.received(b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    taken = 0
    while not request.completed:
        taken += request.received(chunk)
    assert request.error.code == 413
    assert taken < 2 * STRANGER


def test_more_is_read_on_every_page_that_takes_files(key):
    """Else a photo would be refused as too large a form."""
    taking = [name for name, pattern in patterns().items() if _takes_files(pattern.callback)]
    assert {"import", "work_photos_add", "add_posted_photo"} <= set(taking)
    assert [name for name in taking if most_bytes(_address_of(name), cookie(key)) <= FORM] == []


def _takes_files(callback: Any) -> bool:
    view = getattr(callback, "view_class", None)
    source = inspect.getsource(view or callback)
    names = {node.attr for node in ast.walk(ast.parse(textwrap.dedent(source))) if isinstance(node, ast.Attribute)}
    fields = getattr(getattr(view, "form_class", None), "base_fields", {}).values()
    return bool({"FILES", "upload_handlers"} & names) or any(isinstance(field, forms.FileField) for field in fields)


def _address_of(name: str) -> str:
    """Some address of that name."""
    return _address(patterns()[name])


def _address(pattern: Any) -> str:
    wanted = re.findall(r"<(?:(\w+):)?(\w+)>", str(pattern.pattern))
    return reverse(pattern.name, kwargs={key: 1 if kind == "int" else "x" for kind, key in wanted})

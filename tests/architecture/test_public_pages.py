"""What is open to anybody is guarded: looks are counted, and no search engine and no cache keeps it (rule 20)."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver

from tests.architecture.source import CHECKOUT

UNGUARDED = {
    "login/": "its own limits",
    "login/sign-on/": "leads to the other log-in",
    "login/signed-on/": "comes back from there, signed",
    "login/code/": "its own limits",
    "language/": "no content",
    "large-type/": "no content",
    "metrics": "opened by a secret of the operator",
    "healthz": "says whether the site is well, and nothing else",
    "verify/": "a page that works without the site",
    "phone/sw.js": "a script of the product",
    "phone/plates/<str:plate>/": "leads who works here to the phone, and anybody else to the guarded page of the plate",
    "pay/wechat/notice": "believed by its signature",
    "pay/alipay/notice": "believed by its signature",
}


def test_every_open_page_is_guarded_or_says_why_not():
    """The API has its own door: each call brings a token."""
    bare = {
        route for route, view in _open_pages() if not hasattr(view, "public_pages") and not route.startswith("api/")
    }
    assert bare == set(UNGUARDED)


def _open_pages(patterns: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _open_pages(pattern.url_patterns, route)
        elif not getattr(pattern.callback, "login_required", True):
            yield route, pattern.callback


def test_every_style_that_names_chinese_faces_names_ours_for_machines_that_have_none():
    styles = [one for part in ("property_ops", "invoices") for one in (CHECKOUT / part).rglob("static/**/*.css")]
    naming = [one for one in styles if "vendor" not in one.parts and "PingFang SC" in one.read_text(encoding="utf-8")]
    assert len(naming) >= 5
    assert [one.name for one in naming if "Office Sans SC" not in one.read_text(encoding="utf-8")] == []

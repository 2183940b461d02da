"""Every page without an argument, asked for by every role: shown to those whom access.csv names, else refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from property_ops.framework.permissions import rights
from property_ops.framework.web.pages import EVERYBODY, Action, Page
from tests.visitors import ADMINISTRATOR, NO_ROLE, ROLES, visitor

SHORT = ("accountant", "grid_worker", ADMINISTRATOR)
"""Those whose turn is in `make test`: one of the office, one of a few estates, and whoever may all."""


def pages() -> dict[str, Any]:
    """Path → permission of all pages that need no argument."""
    return {f"/{one.pattern}": one.callback.view_class.permission_required for one in patterns() if is_page(one)}


def patterns(parent: Any = None) -> Iterator[URLPattern]:
    for one in (parent or get_resolver()).url_patterns:
        yield from (one,) if isinstance(one, URLPattern) else patterns(one)


def is_page(one: URLPattern) -> bool:
    view = getattr(one.callback, "view_class", None)
    if not view or not issubclass(view, Page) or issubclass(view, Action):
        return False
    return "get" in view.http_method_names and "<" not in str(one.pattern)


def test_the_registers_are_among_the_pages():
    wanted = {"/estates/", "/units/", "/parking/spaces/", "/parking/leases/", "/works/", "/confirmations/", "/tariffs/"}
    assert wanted <= pages().keys()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", [*SHORT, *(pytest.param(role, marks=pytest.mark.long) for role in ROLES if role not in SHORT), NO_ROLE]
)
def test_a_page_is_shown_to_those_whom_its_permission_names(role):
    """404 is for a page that needs to be asked for something, such as a month, in its query; 204 is nothing to tell."""
    client = visitor(role)
    for path, permission in pages().items():
        allowed = role == ADMINISTRATOR or permission == EVERYBODY or role in rights()[permission]
        status = client.get(path, follow=True).status_code
        assert status in ((200, 204, 404) if allowed else (403,)), (path, status)


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_door_from_every_page(client):
    for path in pages():
        assert client.get(path).headers["Location"].startswith("/login/"), path

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.utils import translation

from property_ops.framework.loader import Module
from property_ops.framework.permissions import rights
from property_ops.framework.web import navigation
from property_ops.framework.web.pages import EVERYBODY, Page
from tests.visitors import visitor


def labels(client):
    with translation.override("en"):
        return [link.label for section in navigation.sections_for(client.user, active="") for link in section.links]


@pytest.mark.django_db
def test_people_see_only_what_they_may_open():
    assert "Users and roles" not in labels(visitor("accountant"))
    assert "Audit log" not in labels(visitor("accountant"))
    assert "Import" in labels(visitor("accountant"))
    assert "Audit log" in labels(visitor("auditor"))
    assert "Import" not in labels(visitor("reviewer"))
    assert "Users and roles" in labels(visitor("administrator"))


@pytest.mark.django_db
def test_every_link_of_the_menu_opens(shipped):
    client = visitor("administrator")
    for section in navigation.sections_for(client.user, active=""):
        for link in section.links:
            assert client.get(link.url, follow=True).status_code == 200, link.url


@pytest.mark.django_db
def test_the_page_one_is_on_is_marked_also_below_it():
    client = visitor("administrator")
    assert 'href="/staff/"\n         aria-current="page"' in client.text("/staff/new/")


def test_every_permission_of_the_menu_is_declared():
    assert {entry.permission for entry in navigation.entries() if entry.permission} <= rights().keys()


@pytest.mark.parametrize(
    "entry", [{"label": "X", "url": "estates"}, {"label": "X", "url": "y", "order": 1, "colour": 2}]
)
def test_a_menu_entry_that_is_not_understood_is_refused_with_its_module(monkeypatch, tmp_path, entry):
    module = Module("odd", "odd", tmp_path, "Odd", "1", (), menus=(entry,))
    monkeypatch.setattr(settings, "MODULES", [module])
    navigation.entries.cache_clear()
    with pytest.raises(navigation.MenuError, match="“odd”"):
        navigation.entries()
    navigation.entries.cache_clear()


def test_every_page_says_who_may_see_it():
    def views(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            elif (view := getattr(pattern.callback, "view_class", None)) and issubclass(view, Page):
                yield view

    pages = list(views(get_resolver().url_patterns))
    assert pages
    for page in pages:
        assert page.permission_required == EVERYBODY or page.permission_required in rights(), page

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse
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
    below = " ".join(client.text("/staff/new/").split())
    assert '<a class="side-link is-active" href="/staff/" aria-current="page">' in below
    assert below.count("is-active") == 1
    assert "is-active" not in client.text(reverse("tokens"))


@pytest.mark.django_db
def test_a_menu_that_was_drawn_for_one_is_shown_to_no_other_role_and_in_no_other_language():
    clerk, boss, foreigner = visitor("accountant"), visitor("administrator"), visitor("accountant", language="zh-hans")
    menus = [client.text("/").partition("side-body")[2].partition("</nav>")[0] for client in (boss, clerk, foreigner)]
    assert ["/staff/" in menu for menu in menus] == [True, False, False]
    assert ["Overview" in menu for menu in menus] == [True, True, False]
    clerk.user.groups.clear()
    assert "/bills/" in menus[1]
    assert "/bills/" not in clerk.text("/").partition("side-body")[2].partition("</nav>")[0]


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


def sections(client, **given):
    with translation.override("en"):
        return navigation.sections_for(client.user, **{"active": "", **given})


def test_our_menu_has_at_most_nine_groups():
    groups = {entry.section for entry in navigation.entries() if entry.section}
    assert len(groups) <= 9, groups


@pytest.mark.django_db
def test_a_long_menu_is_folded_and_only_the_group_one_is_in_is_open():
    found = sections(visitor("manager"), active="bills")
    assert [section.label for section in found if section.is_open] == ["Billing"]
    assert all(section.is_folded for section in found if section.label)
    assert not found[0].label, "the overview stands in no group"


@pytest.mark.django_db
def test_a_short_menu_is_not_folded():
    assert not any(section.is_folded for section in sections(visitor("cashier")))


@pytest.mark.django_db
def test_what_is_opened_most_stands_on_top_of_a_long_menu_for_this_person_alone():
    client = visitor("manager")
    assert "Used most" not in client.text("/units/")
    page = client.text("/bills/")
    used = page[page.index("Used most") : page.index("<details")]
    assert 'href="/units/"' in used
    assert "/bills/" not in used, "it counts from the next page on"
    other = visitor("manager")
    other.cookies["po_used"] = client.cookies["po_used"].value
    assert "Used most" not in other.text("/arrears/")


@pytest.mark.django_db
@pytest.mark.parametrize("kept", ["", "x", "eyJhIjoxfQ:1abc:zzz", "9" * 5000])
def test_a_cookie_that_we_did_not_write_is_nothing(kept):
    client = visitor("manager")
    client.cookies["po_used"] = kept
    assert "Used most" not in client.text("/units/")


@pytest.mark.django_db
def test_on_a_page_of_no_group_the_group_used_last_is_open():
    client = visitor("manager")
    found = sections(client, active="find", used={"units": 100, "bills": 300})
    assert [section.label for section in found if section.is_open] == ["Registers"]
    most = next(section for section in found if section.label == "Used most")
    assert [link.label for link in most.links] == ["Bills", "Units"], "in the menu's order, so that nothing jumps about"


def test_a_strangers_group_stands_where_its_first_entry_does(monkeypatch, tmp_path):
    entry = {"label": "Lifts", "url": "dashboard", "order": 305, "section": "Lifts and stairs"}
    module = Module("lifts", "lifts", tmp_path, "Lifts", "1", (), menus=(entry,))
    monkeypatch.setattr(settings, "MODULES", [*settings.MODULES, module])
    navigation.entries.cache_clear()
    try:
        groups = list(dict.fromkeys(one.section for one in navigation.entries() if one.section))
        assert groups.index("Registers") < groups.index("Lifts and stairs") < groups.index("Residents")
    finally:
        navigation.entries.cache_clear()

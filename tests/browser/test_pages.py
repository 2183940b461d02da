"""Every page that the menu offers opens for every role, in both languages, without a word to the outside."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, ROLES


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_of_the_menu_opens(visit: Callable[..., Page], role: str) -> None:
    page = visit(role)
    entries = page.locator("nav a[href^='/']")
    addresses = {entry.get_attribute("href") for entry in entries.all()}
    assert len(addresses) > 2
    for address in sorted(filter(None, addresses)):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address


def test_the_language_is_switched_and_the_page_stays(visit: Callable[..., Page]) -> None:
    page = visit("auditor")
    page.goto("/estates/")
    expect(page.get_by_role("heading", name="小区")).to_be_visible()
    page.locator(".side-user").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Estates")).to_be_visible()
    page.locator(".side-user").click()
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="小区")).to_be_visible()


def test_a_wrong_password_is_told_and_lets_nobody_in(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/login/")
    page.get_by_label("用户名").fill("manager")
    page.get_by_label("密码").fill(PASSWORD + "x")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    page.goto("/estates/")
    assert "/login/" in page.url

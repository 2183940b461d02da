"""The services that tests stand on."""

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Page


def test_a_test_has_a_data_folder_of_its_own():
    assert "property-ops-tests-" in str(settings.DATA)


def test_the_private_postgresql_answers_and_sorts_by_code_point(postgresql_url):
    with psycopg.connect(postgresql_url) as connection:
        assert connection.execute("SELECT current_setting('server_encoding')").fetchone() == ("UTF8",)
        assert connection.execute("SELECT 'B' < 'a'").fetchone() == (True,)


@pytest.mark.browser
def test_the_browser_is_a_real_chromium_with_chinese_as_its_language(page: Page):
    page.set_content("<p id=x>账单</p>")
    assert page.locator("#x").inner_text() == "账单"
    assert page.evaluate("navigator.language") == "zh-CN"

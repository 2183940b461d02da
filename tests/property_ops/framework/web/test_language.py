import pytest
from django.conf import settings
from django.test import Client

from tests.visitors import visitor

pytestmark = pytest.mark.django_db

ENGLISH_BROWSER = {"Accept-Language": "en-US,en;q=0.9"}


def language_of(response):
    return response.headers["Content-Language"]


def test_an_english_browser_gets_chinese():
    response = Client(headers=ENGLISH_BROWSER).get("/login/")
    assert language_of(response) == "zh-hans"
    assert '<html lang="zh-hans">' in response.content.decode()


def test_who_switched_before_logging_in_keeps_english_in_this_browser():
    client = Client()
    response = client.post("/language/", {"language": "en", "next": "/login/"})
    assert response.headers["Location"] == "/login/"
    assert language_of(client.get("/login/")) == "en"


def test_a_switch_is_remembered_for_the_person_in_every_browser():
    first = visitor(language="")
    first.post("/language/", {"language": "en", "next": "/estates/"})
    first.user.refresh_from_db()
    assert first.user.language == "en"
    elsewhere = Client()
    elsewhere.force_login(first.user, backend="property_ops.framework.authentication.AccessBackend")
    assert language_of(elsewhere.get("/estates/")) == "en"


def test_the_person_counts_more_than_what_somebody_left_in_the_browser():
    client = visitor(language="zh-hans")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert language_of(client.get("/estates/")) == "zh-hans"


def test_an_unknown_language_changes_nothing():
    client = visitor(language="zh-hans")
    client.post("/language/", {"language": "xx"})
    client.user.refresh_from_db()
    assert client.user.language == "zh-hans"
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", ""])
def test_switching_never_leads_to_another_site(elsewhere):
    assert visitor().post("/language/", {"language": "en", "next": elsewhere}).headers["Location"] == "/"


def test_the_language_is_not_switched_by_a_link():
    assert visitor().get("/language/", {"language": "en"}).status_code == 405

"""Limits of log-ins hurt only who misbehaves."""

import pytest
from django.core.cache import cache
from django.test import Client

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.framework.web import attempts

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-9"
OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _few(settings, monkeypatch):
    settings.AXES_FAILURE_LIMIT = 3
    monkeypatch.setattr(attempts, "OF_AN_ADDRESS", 6)
    monkeypatch.setattr(attempts, "OF_A_NAME", 5)
    cache.clear()


def person(name: str) -> User:
    user = UserFactory(username=name)
    user.set_password(PASSWORD)
    user.save()
    return user


def status(client: Client, name: str, password: str, address: str) -> int:
    answer = client.post("/login/", {"username": name, "password": password}, REMOTE_ADDR=address)
    return answer.status_code


def known_browser(name: str) -> Client:
    client = Client()
    assert status(client, name, PASSWORD, OFFICE) == 302
    client.post("/logout/")
    return client


def test_who_tries_many_names_from_one_address_is_locked_and_known_browsers_there_are_not():
    for name in ("wang", "li"):
        person(name)
    colleague = known_browser("li")
    stranger = Client()
    for number in range(6):
        status(stranger, f"name{number}", "guess", OFFICE)
    assert status(stranger, "wang", PASSWORD, OFFICE) == 429
    assert status(stranger, "wang", PASSWORD, ELSEWHERE) == 302
    assert status(colleague, "li", PASSWORD, OFFICE) == 302


def test_who_tries_one_name_from_many_addresses_locks_strangers_out_and_not_the_person():
    person("wang")
    own = known_browser("wang")
    for number in range(5):
        status(Client(), "wang", "guess", f"198.51.100.{number}")
    assert status(Client(), "wang", PASSWORD, "192.0.2.1") == 429
    assert status(own, "wang", PASSWORD, OFFICE) == 302


def test_a_colleague_who_guesses_at_a_name_does_not_lock_its_owner_at_the_same_address():
    person("wang")
    own = known_browser("wang")
    for _ in range(4):
        status(Client(), "wang", "guess", OFFICE)
    assert status(Client(), "wang", PASSWORD, OFFICE) == 429
    assert status(own, "wang", PASSWORD, OFFICE) == 302


def test_a_known_browser_has_its_own_limit_and_is_known_for_its_names_alone():
    for name in ("wang", "li"):
        person(name)
    own = known_browser("wang")
    for _ in range(3):
        status(own, "wang", "guess", OFFICE)
    assert status(own, "wang", PASSWORD, OFFICE) == 429
    assert status(own, "li", PASSWORD, OFFICE) == 302
    assert status(Client(), "wang", PASSWORD, ELSEWHERE) == 302


def test_a_forged_mark_is_no_mark():
    person("wang")
    client = Client()
    client.cookies[attempts.COOKIE] = "x:y:z"
    for _ in range(3):
        status(client, "wang", "guess", OFFICE)
    assert status(client, "wang", PASSWORD, OFFICE) == 429


def test_https_is_remembered_by_browsers_where_it_is_used(settings):
    settings.SECURE_HSTS_SECONDS = 3600
    assert "Strict-Transport-Security" in Client().get("/login/", secure=True).headers
    assert "Strict-Transport-Security" not in Client().get("/login/").headers

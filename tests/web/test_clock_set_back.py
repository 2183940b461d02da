"""A clock that was set back dates no paper, whatever kind it is of, without a person saying that the day is right."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.framework.web.clock import DATES_NOTHING
from property_ops.framework.web.form_keys import FIELD
from tests.visitors import ADMINISTRATOR, visitor
from tests.web.crawling import Place, Site
from tests.web.filling import filled
from tests.web.test_sent_twice import sent

pytestmark = pytest.mark.django_db
THEN = datetime(2019, 1, 1, 9, tzinfo=UTC)
MANY = 100


@pytest.fixture
def set_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer comes up in 2019; what the office has was recorded later."""
    monkeypatch.setattr(timezone, "now", lambda: THEN)


def posts(site: Site) -> list[Place]:
    return [place for place in site.places if place.takes("post") and place.name not in DATES_NOTHING]


@pytest.mark.usefixtures("set_back")
def test_every_form_asks_about_the_day_before_it_does_anything(site: Site) -> None:
    client, went_through = visitor(ADMINISTRATOR), []
    for place in posts(site):
        answer, written = sent(client, place, {FIELD: "a" * 32, "reason": "理由"})
        asked = answer.status_code == 409 and 'name="confirm_day"' in answer.content.decode()
        if not asked or written:
            went_through.append(f"{place}: {answer.status_code} {sorted(written)}")
    assert not went_through, "\n".join(went_through)
    assert len({place.name for place in posts(site)}) > MANY


@pytest.mark.usefixtures("set_back")
def test_the_question_carries_what_was_typed_and_is_asked_once(site: Site) -> None:
    client, place = visitor(ADMINISTRATOR), next(one for one in posts(site) if one.name == "request_new")
    data = filled(client.get(place.url).context["form"]) | {FIELD: "a" * 32}
    question = client.post(place.url, data).content.decode()
    assert "2019-01-01" in question
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', question))
    assert fields["confirm_day"] == "1"
    assert client.post(place.url, fields).status_code == 302
    assert AuditEvent.objects.get(action="clock.confirmed").user == client.user
    assert client.post(place.url, data | {FIELD: "b" * 32}).status_code == 302


@pytest.mark.usefixtures("set_back")
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Mode": "cors"}, {"HX-Request": "true"}])
def test_what_a_script_sends_waits(site: Site, headers: dict[str, str]) -> None:
    """The phone keeps it, and sends it again."""
    client: Any = visitor(ADMINISTRATOR)
    assert client.post("/phone/entries/", {"kind": "start"}, headers=headers).status_code == 503


@pytest.mark.usefixtures("set_back")
def test_who_is_not_logged_in_decides_nothing_about_the_day(site: Site) -> None:
    """An acceptance by link bears its day for ever."""
    answer = Client().post(reverse("acceptance", args=["0" * 32]), {"confirm_day": "1"})
    assert answer.status_code == 503
    assert not AuditEvent.objects.filter(action="clock.confirmed").exists()


def test_nothing_is_asked_while_the_clock_goes_on(site: Site) -> None:
    client, place = visitor(ADMINISTRATOR), next(one for one in posts(site) if one.name == "request_new")
    assert client.post(place.url, {FIELD: "a" * 32}).status_code == 422

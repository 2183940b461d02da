"""Other systems are told what happened: signed, in order, again until it is taken, and never inside our network."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from property_ops.framework.events import Event, announce
from property_ops.framework.outgoing import NotSpokenTo
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.requests.services.moving import REQUEST_MOVED
from property_ops.modules.webhooks.connector import posting
from property_ops.modules.webhooks.domain.errors import NotTaken, StillWaits
from property_ops.modules.webhooks.domain.states import MOST_ATTEMPTS, DeliveryState, pause_after
from property_ops.modules.webhooks.models import Delivery, Webhook
from property_ops.modules.webhooks.services.delivering import deliver_due, delivered_long_ago, replay, replay_dead
from property_ops.modules.webhooks.services.webhooks import change_webhook, give_new_secret, make_webhook
from property_ops.modules.webhooks.tasks import deliver
from property_ops.modules.webhooks.verifiers import health_note
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
ADDRESS = "https://hooks.example.org/in"


class OtherSide:
    """What was sent there, and what it answers: "" takes it."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes, dict[str, str]]] = []
        self.refuses: dict[str, str] = {}

    def post(self, address: str, body: bytes, headers: Any) -> None:
        self.got.append((address, body, dict(headers)))
        if reason := self.refuses.get(json.loads(body)["subject"], ""):
            raise NotTaken(reason=reason)

    @property
    def subjects(self) -> list[str]:
        return [json.loads(body)["subject"] for _, body, _ in self.got]


@pytest.fixture
def other_side(monkeypatch) -> OtherSide:
    side = OtherSide()
    monkeypatch.setattr(posting, "post", side.post)
    return side


@pytest.fixture
def manager():
    return UserFactory(role="manager")


def hook(manager, **more: Any) -> tuple[Webhook, str]:
    given = {"name": "ERP", "address": ADDRESS, "kinds": [REQUEST_MOVED.code], "estate": None, "active": True}
    return make_webhook(by=manager, now=now(), **(given | more))


def told(*subjects: str, estate: str = "BC01") -> None:
    announce(REQUEST_MOVED, lambda: [Event(one, estate, {"request": one}) for one in subjects])


def run(webhook: Webhook, after: timedelta = timedelta(minutes=1)) -> int:
    return deliver_due(webhook_id=webhook.pk, now=now() + after)


def test_what_is_sent_is_signed_over_its_id_its_moment_and_its_content(manager, other_side):
    webhook, secret = hook(manager)
    told("request/1")
    assert run(webhook) == 1
    ((address, body, headers),) = other_side.got
    delivery = Delivery.objects.get()
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert (address, headers["webhook-id"]) == (ADDRESS, f"msg_{delivery.pk}")
    content = json.loads(body)
    assert (content["type"], content["data"]) == ("request.moved", {"request": "request/1"})
    assert (delivery.state, delivery.attempts) == (DeliveryState.DELIVERED, 1)
    assert run(webhook) == 0, "once"
    assert secret not in webhook.secret


def test_nobody_is_told_who_did_not_ask(manager, other_side, django_assert_num_queries):
    hook(manager, name="off", active=False)
    hook(manager, name="other kind", kinds=["bill.issued"])
    hook(manager, name="other estate", estate=EstateFactory(code="XX01"))
    told("request/1")
    assert not Delivery.objects.exists()
    Webhook.objects.all().delete()
    with django_assert_num_queries(1):
        announce(REQUEST_MOVED, lambda: pytest.fail("made up for nobody"))


def test_of_one_thing_the_later_waits_for_the_earlier_and_of_others_it_does_not(manager, other_side):
    webhook, _ = hook(manager)
    other_side.refuses = {"request/1": "HTTP 503"}
    told("request/1")
    told("request/1", "request/2")
    assert run(webhook) == 2
    assert other_side.subjects == ["request/1", "request/2"]
    assert run(webhook) == 0, "its pause is not over"
    other_side.refuses = {}
    run(webhook, timedelta(minutes=2))
    assert other_side.subjects == ["request/1", "request/2", "request/1", "request/1"]
    assert [json.loads(body) for _, body, _ in other_side.got[2:]] == [
        json.loads(one.body) for one in Delivery.objects.filter(subject="request/1").order_by("pk")
    ]


def test_it_is_tried_later_and_later_then_given_up_and_sent_again_when_somebody_asks(manager, other_side):
    webhook, _ = hook(manager)
    other_side.refuses = {"request/1": "HTTP 500"}
    told("request/1")
    at = now()
    for _ in range(MOST_ATTEMPTS):
        at += timedelta(hours=5)
        assert deliver_due(webhook_id=webhook.pk, now=at) == 1
    dead = Delivery.objects.get()
    assert (dead.state, dead.attempts, dead.failure) == (DeliveryState.DEAD, MOST_ATTEMPTS, "HTTP 500")
    assert deliver_due(webhook_id=webhook.pk, now=at + timedelta(days=9)) == 0
    assert (health_note().state, health_note().facts) == ("given up", {"webhooks_given_up": 1})
    with pytest.raises(NotAllowed):
        replay(delivery=dead, by=UserFactory(role="accountant"), now=at, ask=pytest.fail)
    assert replay_dead(webhook=webhook, by=manager, now=at, ask=deliver.enqueue) == 1
    with pytest.raises(StillWaits):
        replay(delivery=dead, by=manager, now=at, ask=deliver.enqueue)
    other_side.refuses = {}
    run(webhook, timedelta(days=9))
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.failure) == (DeliveryState.DELIVERED, 1, "")
    replay(delivery=dead, by=manager, now=at, ask=deliver.enqueue)
    assert len({headers["webhook-id"] for _, _, headers in other_side.got}) == 1, "known by its id"


def test_what_was_delivered_is_forgotten_after_ninety_days_and_what_was_not_stays(manager, other_side):
    webhook, _ = hook(manager)
    told("request/1", "request/2")
    other_side.refuses = {"request/2": "HTTP 500"}
    run(webhook)
    later = now() + timedelta(days=91)
    assert [one.subject for one in delivered_long_ago(later)] == ["request/1"]
    assert not delivered_long_ago(later - timedelta(days=2)).exists()


def test_pauses_grow_to_four_hours_and_end():
    pauses = [pause_after(tries) for tries in range(1, MOST_ATTEMPTS + 1)]
    assert pauses[0] == timedelta(seconds=30)
    assert pauses[-2:] == [timedelta(hours=4), None]
    assert sum((one for one in pauses if one), timedelta()) == timedelta(hours=12, minutes=15, seconds=30)


@pytest.mark.parametrize(
    "address", ["http://hooks.example.org/", "https://127.0.0.1/", "https://10.1.1.1/x", "ftp://a/"]
)
def test_an_address_inside_or_unencrypted_is_not_taken_down(manager, address):
    with pytest.raises(NotSpokenTo):
        hook(manager, address=address)
    webhook, _ = hook(manager)
    with pytest.raises(NotSpokenTo):
        change_webhook(
            webhook=webhook, name="x", address=address, kinds=webhook.kinds, estate=None, active=True, by=manager
        )


def test_a_name_that_leads_inside_is_not_spoken_to(manager, monkeypatch):
    from property_ops.framework import outgoing

    inside = [(None, None, None, "", ("10.0.0.7", 443))]
    monkeypatch.setattr(outgoing.socket, "getaddrinfo", lambda *args, **options: inside)
    webhook, _ = hook(manager)
    told("request/1")
    run(webhook)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 1)
    assert "PROPERTY_OPS_INSIDE" in delivery.failure


def test_another_address_gets_another_secret(manager):
    webhook, first = hook(manager)
    same = {"webhook": webhook, "name": "ERP", "kinds": webhook.kinds, "estate": None, "active": True, "by": manager}
    assert change_webhook(address=ADDRESS, **same) == ""
    second = change_webhook(address="https://other.example.org/", **same)
    third = give_new_secret(webhook=webhook, by=manager)
    assert len({first, second, third}) == 3


def test_what_was_not_committed_is_told_to_nobody(manager, django_capture_on_commit_callbacks):
    hook(manager)
    with django_capture_on_commit_callbacks() as asked:
        told("request/1")
    assert len(asked) == 1


def test_the_page_shows_the_secret_once_and_what_was_given_up(other_side):
    boss = visitor("manager")
    typed = {"name": "ERP", "address": ADDRESS, "kinds": ["request.moved", "bill.issued"], "active": "on"}
    shown = boss.post("/webhooks/new/", typed, follow=True)
    secret = next(word for word in shown.content.decode().split() if word.startswith("whsec_"))
    webhook = Webhook.objects.get()
    page = boss.text(f"/webhooks/{webhook.pk}/")
    assert secret not in page
    assert boss.post("/webhooks/new/", typed).status_code == 422, "the name is taken"
    other_side.refuses = {"request/1": "HTTP 404"}
    told("request/1")
    run(webhook)
    Delivery.objects.update(state="dead")
    assert "HTTP 404" in boss.text(f"/webhooks/{webhook.pk}/")
    boss.post(f"/webhooks/{webhook.pk}/replay/")
    assert Delivery.objects.get().state == "waiting"
    auditor = visitor("auditor")
    assert "Send again" not in auditor.text(f"/webhooks/{webhook.pk}/")
    assert auditor.post(f"/webhooks/{webhook.pk}/secret/").status_code == 403

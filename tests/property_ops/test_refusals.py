"""What is refused by name, where no other test comes by: each error of the table is raised by what it is there for."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.timezone import localdate, now

from property_ops.framework.approval.domain import PreparedByAnother
from property_ops.framework.approval.services import withdraw
from property_ops.framework.importing.approving import NoSuchBatch, waiting_batches
from property_ops.framework.reporting import UnknownReport, report_named
from property_ops.framework.serving import working
from property_ops.framework.testing import UserFactory
from property_ops.framework.tokens import NoCommands, make_token
from property_ops.kernel.errors import BusinessError
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory
from property_ops.modules.news import services as news
from property_ops.modules.news.domain.errors import NothingWritten
from property_ops.modules.notices.domain.errors import WeChatNotSet
from property_ops.modules.notices.services.binding import bind_wechat
from property_ops.modules.parking.domain.errors import ListIsEmpty, ListNameTaken, SourceMissing
from property_ops.modules.parking.domain.errors import TooManyMisparkingPhotos as TooManyPhotos
from property_ops.modules.parking.models import WaitingList
from property_ops.modules.parking.public import ViolationKind
from property_ops.modules.parking.services import violations, waiting
from property_ops.modules.requests.domain.errors import CallWithoutWords, NothingRuns
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import Satisfaction
from property_ops.modules.requests.services import pause_clock, rate_by_phone
from property_ops.modules.wall_painting.domain.walls import NotAPaint, Paint
from property_ops.modules.webhooks.domain.errors import NoKindChosen, SecretUnreadable
from property_ops.modules.webhooks.models import Webhook
from property_ops.modules.webhooks.services.webhooks import make_webhook, secret_of
from property_ops.modules.works.domain.measuring import NoFields
from property_ops.modules.works.models import AcceptanceTerms
from property_ops.modules.works.services.measuring import measure
from property_ops.modules.works.services.terms import propose_terms
from property_ops.modules.works.testing import WorkOrderFactory
from tests.property_ops.framework.pictures import photos
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


def estate() -> Estate:
    return EstateFactory(code="BC01", name="牡丹花园", taken_over_on=date(2022, 1, 1))


def boss() -> Any:
    return UserFactory(is_superuser=True)


def anothers_terms() -> None:
    asked = propose_terms(
        estate=estate(),
        by=UserFactory(role="manager"),
        now=now(),
        has_committee=True,
        deemed_days=9,
        warranty_months=None,
    )
    withdraw(AcceptanceTerms, asked.pk, by=UserFactory(role="manager"), now=now())


def number_without_words() -> None:
    news.keep_number(kept=None, estate=None, name="值班", number=" ", hours="", place=1, by=boss())


def same_list() -> None:
    place, by = estate(), boss()
    for _twice in range(2):
        waiting.open_list(estate=place, name="东区", places=1, by=by)


def freeze(source: str) -> None:
    opened = waiting.open_list(estate=estate(), name="东区", places=1, by=boss())
    waiting.freeze(waiting_list=opened, source=source, on=localdate(), by=boss())


def draw_without_seed() -> None:
    waiting.draw(
        waiting_list=WaitingList.objects.create(estate=estate(), name="东", places=1),
        seed="",
        on=localdate(),
        by=boss(),
    )


def one_photo_too_many() -> None:
    by = boss()
    seen = violations.record_violation(
        estate=estate(), plate="鲁R12345", what=ViolationKind.FIRE_LANE, at=now(), now=now(), by=by, place="东门"
    )
    for width in range(violations.MOST_PHOTOS + 1):
        violations.add_violation_photo(record=seen, data=photos.jpeg((8 + width, 8)), by=by, now=now())


def answered() -> Request:
    said = {
        "received_on": localdate() - timedelta(days=2),
        "due_on": localdate(),
        "answered_on": localdate(),
        "result": "已修复",
    }
    return Request.objects.create(
        number="SQ-1", estate=estate(), channel="visit", topic="roads", content="路灯", state="answered", **said
    )


def call_without_words() -> None:
    rate_by_phone(
        request=answered(), satisfaction=Satisfaction.SATISFIED, called_whom=" ", called_at=now(), by=boss(), now=now()
    )


def clock_of_an_answered_one() -> None:
    pause_clock(request=answered(), reason="等待", by=boss(), now=now())


def secret_of_another_key() -> None:
    secret_of(Webhook(name="钩", secret="v1:AAAA"))


def webhook_of_nothing() -> None:
    make_webhook(name="钩", address="https://example.com/", kinds=[], estate=None, active=True, by=boss(), now=now())


def measured_without_fields() -> None:
    work = WorkOrderFactory(kind="绿化补种", result="pending", accepted=None, accepted_on=None)
    measure(work=work, values={}, by=boss())


def wechat_without_account() -> None:
    bind_wechat(tenure=TenureFactory(unit=UnitFactory(estate=estate())), code="x", now=now())


REFUSED: dict[str, tuple[type[BusinessError], Callable[[], Any]]] = {
    "what another prepared is not taken back": (PreparedByAnother, anothers_terms),
    "no such batch waits": (NoSuchBatch, lambda: waiting_batches([4711])),
    "no such report": (UnknownReport, lambda: report_named("weather")),
    "a token for nothing": (
        NoCommands, lambda: make_token(user=boss(), name="t", commands=[], days=1, now=now()),
    ),
    "a number without digits": (NothingWritten, number_without_words),
    "a list of the same name": (ListNameTaken, same_list),
    "a list frozen without a source": (SourceMissing, lambda: freeze(" ")),
    "an empty list frozen": (ListIsEmpty, lambda: freeze("彩票")),
    "a draw without a seed": (SourceMissing, draw_without_seed),
    "a photo too many": (TooManyPhotos, one_photo_too_many),
    "a call to nobody": (CallWithoutWords, call_without_words),
    "a clock that does not run": (NothingRuns, clock_of_an_answered_one),
    "a paint that covers nothing": (NotAPaint, lambda: Paint("x", Decimal(0), Decimal(0), 1)),
    "a webhook of nothing": (NoKindChosen, webhook_of_nothing),
    "a secret under another key": (SecretUnreadable, secret_of_another_key),
    "a kind that is not measured": (NoFields, measured_without_fields),
    "WeChat without an account": (WeChatNotSet, wechat_without_account),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_by_name(what, shipped):
    error, attempt = REFUSED[what]
    with pytest.raises(error):
        attempt()


@pytest.mark.parametrize(("vendor", "queues", "error"), [
    ("sqlite", [], working.WorkerIsOfServe), ("postgresql", ["lunch"], working.UnknownQueue),
])  # fmt: skip
def test_a_worker_of_its_own_works_on_postgresql_and_on_queues_that_there_are(monkeypatch, vendor, queues, error):
    monkeypatch.setattr(working.connection, "vendor", vendor)
    with pytest.raises(error):
        working.check_can_work(queues)


def test_a_request_is_linked_to_a_work_that_there_is(shipped):
    found = answered()
    page = visitor("dispatcher").post(f"/requests/{found.number}/work/", {"work": "GD-none"}, follow=True)
    found.refresh_from_db()
    assert ("GD-none" in page.content.decode(), found.work) == (True, None)

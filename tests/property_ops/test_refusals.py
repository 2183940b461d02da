"""What is refused by name, where no other test comes by: each error of the table is raised by what it is there for."""

import smtplib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.timezone import localdate, now

from property_ops.framework.approval.domain import PreparedByAnother
from property_ops.framework.approval.services import withdraw
from property_ops.framework.importing.approving import NoSuchBatch, waiting_batches
from property_ops.framework.reporting import UnknownReport, report_named
from property_ops.framework.serving import working
from property_ops.framework.testing import UserFactory
from property_ops.framework.tokens import NoCommands, make_token
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
from property_ops.modules.confirmations.testing import AgreementItemFactory
from property_ops.modules.dispatch.domain.errors import PlanningInterrupted
from property_ops.modules.dispatch.models import Proposal
from property_ops.modules.dispatch.services.proposing import MOST_ATTEMPTS, perform_proposal
from property_ops.modules.dispatch.testing import VisitFactory
from property_ops.modules.estates.domain.errors import BankAccountWaits, SameBankAccount
from property_ops.modules.estates.models import Company, Estate, EstateMembership
from property_ops.modules.estates.services import propose_bank_account
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory
from property_ops.modules.news import services as news
from property_ops.modules.news.domain.errors import NothingWritten
from property_ops.modules.notices.connector import mail
from property_ops.modules.notices.connector.contract import OutgoingMessage
from property_ops.modules.notices.domain.errors import (
    NoAddress,
    NoWayToTell,
    SendingFailed,
    SendingRefused,
    SendingUnclear,
    WeChatNotSet,
)
from property_ops.modules.notices.models import Message
from property_ops.modules.notices.services.again import send_again
from property_ops.modules.notices.services.binding import bind_wechat
from property_ops.modules.notices.services.digests import want_digest
from property_ops.modules.parking.domain.errors import (
    LeaseWaits,
    ListIsEmpty,
    ListNameTaken,
    SourceMissing,
    SpaceNumberTaken,
)
from property_ops.modules.parking.domain.errors import TooManyMisparkingPhotos as TooManyPhotos
from property_ops.modules.parking.models import WaitingList
from property_ops.modules.parking.public import ViolationKind
from property_ops.modules.parking.services import violations, waiting
from property_ops.modules.parking.services.leases import LeaseTerms, let_space
from property_ops.modules.parking.services.spaces import keep_space
from property_ops.modules.parking.testing import SpaceFactory
from property_ops.modules.portal.domain import errors as phone
from property_ops.modules.portal.models import PartyPin
from property_ops.modules.portal.models.entry import EntryKind
from property_ops.modules.portal.services import entries, site
from property_ops.modules.portal.views import acceptance
from property_ops.modules.providers.domain.errors import StaffSpeaksForNobody
from property_ops.modules.providers.views.by_link import answered_once
from property_ops.modules.requests.domain import errors as asking
from property_ops.modules.requests.domain.clocks import ClockSpan, ClockUnit, Urgency
from property_ops.modules.requests.domain.errors import CallWithoutWords, NothingRuns
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import Satisfaction
from property_ops.modules.requests.services import pause_clock, petitions, rate_by_phone
from property_ops.modules.requests.services.asking import MOST_A_DAY, AskedOnline, ask_online
from property_ops.modules.requests.services.clocks import change_clock
from property_ops.modules.requests.services.handling import make_work_of
from property_ops.modules.requests.views import course
from property_ops.modules.road_repair.domain.errors import NothingToMove
from property_ops.modules.road_repair.services import print_notice
from property_ops.modules.rounds.domain.errors import SkippedWithoutReason
from property_ops.modules.rounds.services.scans import skip_round
from property_ops.modules.rounds.testing import CheckpointFactory, planned
from property_ops.modules.wall_painting.domain.errors import WrongPaint
from property_ops.modules.wall_painting.domain.walls import NotAPaint, Paint
from property_ops.modules.wall_painting.models import WallPaint
from property_ops.modules.wall_painting.services import MeasuredWall
from property_ops.modules.webhooks.domain.errors import NoKindChosen, SecretUnreadable
from property_ops.modules.webhooks.models import Webhook
from property_ops.modules.webhooks.services.webhooks import make_webhook, secret_of
from property_ops.modules.works.domain.errors import PhotoIsElsewhere, PhotoStays
from property_ops.modules.works.domain.measuring import NoFields, WorkIsAccepted
from property_ops.modules.works.models import AcceptanceTerms, WorkPhoto
from property_ops.modules.works.public import Party, PhotoStage
from property_ops.modules.works.services.measuring import measure
from property_ops.modules.works.services.photos import add_photo, remove_photo
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


def another_bank_account(*accounts: str) -> None:
    Company.objects.update_or_create(id=1, defaults={"bank_name": "建设银行", "bank_account": "3705"})
    for account in accounts:
        propose_bank_account(bank_name="建设银行", bank_account=account, by=boss(), now=now())


def mailed(error: Exception, *, at: str = "send_messages") -> None:
    """As the server answers while it is asked."""
    said = OutgoingMessage("li@example.com", "t", "标题", "文字", ())
    with patch.object(mail, "get_connection") as server:
        getattr(server.return_value, at).side_effect = error
        mail.Mail().send(said)


def told_again_to_nobody() -> None:
    tenure = TenureFactory(unit=UnitFactory(estate=estate()), phone="")
    facts = {"estate": tenure.unit.estate, "title": "停水", "text": "明日停水", "template": "news", "channel": "sms"}
    failed = Message.objects.create(tenure=tenure, state="failed", made_at=now(), next_at=now(), **facts)
    send_again(message=failed, by=boss(), now=now())


def same_number_of_a_space() -> None:
    place, by = estate(), boss()
    for _twice in range(2):
        keep_space(space=None, estate=place, number="A1", kind="固定", width=None, length=None, by=by)


def let_twice() -> None:
    unit, by = UnitFactory(estate=estate()), boss()
    space = SpaceFactory(estate=unit.estate)
    for _twice in range(2):
        let_space(space=space, terms=LeaseTerms(unit, Yuan(60_00), localdate()), by=by, now=now())


def carried(kind: EntryKind, **said: Any) -> None:
    work = WorkOrderFactory(state="in_progress", result="pending", accepted=None, accepted_on=None)
    entry = entries.Sent(uuid4(), kind, VisitFactory(work=work), now(), said)
    with patch.object(entries, "may_report", return_value=True):
        entries.take_entry(sent=entry, by=boss(), now=now())


def pin_of(*, known: bool, closed: bool = False, pin: str = "1234") -> None:
    place = estate()
    if known:
        until = now() + timedelta(minutes=5) if closed else None
        PartyPin.objects.create(
            estate=place, party="committee", pin_hash="x", made_at=now(), again_at=until, made_by=boss()
        )
    site.check_party_pin(estate=place, party=Party.COMMITTEE, subject="BC01-W1", pin=pin, now=now())


def by_staff(view: Callable[[Any], Any]) -> None:
    request = RequestFactory().post("/a/")
    request.user = boss()
    view(request)


def asked_online(times: int = 1, *, content: str = "路灯不亮", left: bool = False) -> None:
    tenure = TenureFactory(unit=UnitFactory(estate=estate()), **{"end": localdate()} if left else {})
    for _time in range(times):
        ask_online(tenure=tenure, asked=AskedOnline("roads", content), photos=(), now=now(), today=localdate())


def called(at: Any, times: int = 1) -> None:
    found, by = answered(), boss()
    for _time in range(times):
        rate_by_phone(
            request=found, satisfaction=Satisfaction.SATISFIED, called_whom="李", called_at=at, by=by, now=now()
        )


def work_of_a_request_twice() -> None:
    found, by = answered(), boss()
    for _twice in range(2):
        make_work_of(request=found, kind="道路修补", by=by, now=now(), on=localdate())


def reply_without_answer() -> None:
    said = {"number": "SQ-2", "channel": "visit", "topic": "roads", "content": "路灯", "received_on": localdate()}
    petitions.reply_of(request=Request.objects.create(estate=estate(), due_on=localdate(), **said), by=boss())


def clock_from(*days: int) -> None:
    span = ClockSpan(1, ClockUnit.HOURS)
    for day in days:
        change_clock(
            topic="roads", start=localdate() + timedelta(days=day), urgency=Urgency.USUAL, answer=span, finish=span,
            escalate_to=None, by=boss(), today=localdate(),
        )  # fmt: skip


def paint_of_the_other_side() -> None:
    paint = WallPaint(name="外墙乳胶漆", side="facade")
    MeasuredWall("inner", "3号楼", Decimal(3), Decimal(2), Decimal(0), 2, "ladder", paint).check()


def skipped_without_reason() -> None:
    point, by = CheckpointFactory(estate=estate()), UserFactory(role="grid_worker")
    EstateMembership.objects.create(user=by, estate=point.estate)
    planned(AgreementItemFactory(estate=point.estate), localdate().replace(day=1))
    skip_round(key=uuid4(), checkpoint=point, day=localdate(), reason=" ", by=by, now=now())


def photo_at(*stages: PhotoStage, accepted: bool = False) -> None:
    by = boss()
    work = WorkOrderFactory() if accepted else WorkOrderFactory(result="pending", accepted=None, accepted_on=None)
    for stage in stages:
        add_photo(work=work, stage=stage, data=photos.jpeg((8, 8)), by=by, now=now())
    remove_photo(photo=WorkPhoto.objects.get(), by=by, reason="糊")


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
    "two other bank accounts": (BankAccountWaits, lambda: another_bank_account("1", "2")),
    "the bank account that it is": (SameBankAccount, lambda: another_bank_account("3705")),
    "mail for nobody": (SendingRefused, lambda: mailed(smtplib.SMTPRecipientsRefused({"a": (550, b"no")}))),
    "mail for later": (SendingFailed, lambda: mailed(smtplib.SMTPResponseException(451, b"later"))),
    "no mail server": (SendingFailed, lambda: mailed(OSError("refused"), at="open")),
    "mail that broke off": (SendingUnclear, lambda: mailed(smtplib.SMTPServerDisconnected())),
    "nobody to tell again": (NoWayToTell, told_again_to_nobody),
    "a digest to nowhere": (NoAddress, lambda: want_digest(user=boss(), address="", wanted=True, now=now())),
    "a number twice": (SpaceNumberTaken, same_number_of_a_space),
    "two leases that wait": (LeaseWaits, let_twice),
    "a photo without the photo": (phone.PhotoMissing, lambda: carried(EntryKind.PHOTO)),
    "material that the store has not": (
        phone.NotInStock, lambda: carried(EntryKind.MATERIAL, material="M9", quantity="1"),
    ),
    "a PIN left out": (phone.PinMissing, lambda: pin_of(known=False, pin="")),
    "a PIN that was never made": (phone.PinUnknown, lambda: pin_of(known=False)),
    "a PIN that is shut": (phone.PinTooOften, lambda: pin_of(known=True, closed=True)),
    "no signature": (phone.SignatureMissing, lambda: site.kept_signature(b"", now=now())),
    "the office instead of the party": (phone.StaffCannotAnswer, lambda: by_staff(acceptance._refuse_staff)),
    "the office instead of the provider": (
        StaffSpeaksForNobody, lambda: by_staff(lambda request: answered_once(request, HttpResponse)),
    ),
    "the office instead of who asked": (
        asking.StaffCannotRate, lambda: by_staff(lambda request: course._take(request, "x")),
    ),
    "a request without words": (asking.NotSaid, lambda: asked_online(content=" ")),
    "too many in a day": (asking.TooManyAsked, lambda: asked_online(MOST_A_DAY + 1)),
    "asked from a home that was left": (asking.HomeLeft, lambda: asked_online(left=True)),
    "a call that is still to come": (asking.CallNotYet, lambda: called(now() + timedelta(hours=1))),
    "rated twice": (asking.RatedAlready, lambda: called(now(), 2)),
    "a second work of one request": (asking.HasWorkAlready, work_of_a_request_twice),
    "a reply without an answer": (asking.NotAnswered, reply_without_answer),
    "other times for yesterday": (asking.ClockInThePast, lambda: clock_from(-1)),
    "other times twice for a day": (asking.ClockDayTaken, lambda: clock_from(3, 3)),
    "paint of the other side": (WrongPaint, paint_of_the_other_side),
    "a notice of no space": (
        NothingToMove, lambda: print_notice(work=WorkOrderFactory(), by=boss(), on=localdate()),
    ),
    "a round skipped without a reason": (SkippedWithoutReason, skipped_without_reason),
    "a photo of two stages": (PhotoIsElsewhere, lambda: photo_at(PhotoStage.BEFORE, PhotoStage.AFTER)),
    "a photo of what is accepted": (PhotoStays, lambda: photo_at(PhotoStage.BEFORE, accepted=True)),
    "an accepted work measured anew": (WorkIsAccepted, lambda: measure(work=WorkOrderFactory(), values={}, by=boss())),
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
    told = asking.NoSuchWork(number="GD-none").sentence()
    assert (told in page.content.decode(), found.work) == (True, None)


def test_a_plan_that_was_begun_too_often_says_that_it_was_interrupted(shipped):
    begun = Proposal.objects.create(
        first_day=localdate(), days=14, state="running", by=boss(), started_at=now(), beat_at=now()
    )
    perform_proposal(begun.pk, attempt=MOST_ATTEMPTS + 1)
    begun.refresh_from_db()
    assert (begun.state, begun.problem["message"]) == ("failed", PlanningInterrupted.message)

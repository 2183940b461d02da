"""Nobody rates for another, except by telephone: one's own link, the code on one's phone, or a third person's paper."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.requests import services
from property_ops.modules.requests.domain import errors
from property_ops.modules.requests.models import ReplyPrint, Request
from property_ops.modules.requests.models.request import RequestChannel
from property_ops.modules.requests.public import Asked, register_request
from property_ops.modules.requests.reports.reply import CHANNELS
from property_ops.modules.requests.services.by_link import MOST_CODES, MOST_TRIES, VALID
from tests.pages import text_of
from tests.property_ops.modules.notices.conftest import _platforms, platforms  # noqa: F401  # fixtures
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_tried_yet():
    caches["counts"].clear()


PHONE = "13905300123"
SATISFIED = {"satisfaction": "satisfied"}


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def staff(estate):
    return visitor("dispatcher")


def petition(estate, by, *, answered=True, phone=""):
    today = timezone.localdate()
    asked = Asked("visit", "drains", "单元门口积水", today, person="王小明", phone=phone)
    made = register_request(estate=estate, asked=asked, by=by)
    return services.answer(request=made, result="已疏通", on=today, by=by) if answered else made


def paper(made, client):
    """The address on the answer as that visitor prints it."""
    assert client.get(f"/requests/{made.number}/reply.pdf").status_code == 200
    return f"/r/{ReplyPrint.objects.get(request=made, printed_by=client.user).link}/"


def rating(made):
    made.refresh_from_db()
    return made.satisfaction, made.rated_by


def test_whoever_was_handed_a_colleagues_paper_sees_the_course_rates_once_and_has_it_taken_up_again(estate, staff):
    made, colleague, phone = petition(estate, staff.user), visitor("manager"), Client()
    page = paper(made, colleague)
    shown = phone.get(page)
    assert "单元门口积水" in text_of(shown)
    assert "王小明" not in shown.content.decode()
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert colleague.post(page, SATISFIED).status_code == 422, "the office rates nothing"
    assert phone.post(page, {"satisfaction": "unsatisfied"}).status_code == 302
    assert phone.post(page, SATISFIED).status_code == 422, "once"
    assert rating(made) == ("unsatisfied", "paper")
    assert (made.state, made.handed_by) == ("closed", colleague.user)
    assert str(colleague.user) in text_of(staff.get(f"/requests/{made.number}/"))
    assert phone.post(page, {"words": " "}).status_code == 422
    assert phone.post(page, {"words": "还在积水"}).status_code == 302
    assert rating(made) == ("", "")
    assert (made.state, made.answered_on, made.handed_by) == ("in_hand", None, None)
    assert phone.post(page, SATISFIED).status_code == 422, "not answered yet"


def test_a_paper_that_was_printed_by_who_had_a_part_in_the_answer_rates_nothing(estate, staff):
    made, phone = petition(estate, staff.user, answered=False), Client()
    services.take_in_hand(request=made, handled_by="贺晓", by=staff.user)
    made = services.answer(request=made, result="已疏通", on=made.received_on, by=staff.user)
    page = paper(made, staff)
    shown = phone.get(page)
    assert "已疏通" in text_of(shown)
    assert 'name="satisfaction"' not in shown.content.decode()
    assert phone.post(page, SATISFIED).status_code == 422
    took = visitor("manager", display_name="贺晓")
    assert phone.post(paper(made, took), SATISFIED).status_code == 422
    assert phone.post(f"/r/{made.course}/", SATISFIED).status_code == 422, "nobody has that link but the office"
    assert rating(made) == ("", "")
    for changed in ({"handed_by": staff.user}, {"handed_by": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Request.objects.filter(pk=made.pk).update(**SATISFIED, rated_by="paper", **changed)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReplyPrint.objects.update(printed_by=took.user)
    for who, is_told in ((staff, True), (visitor("manager"), False)):
        assert ("You had a part in this answer" in text_of(who.get(f"/requests/{made.number}/"))) is is_told
    assert phone.post(page, {"words": "还在积水"}).status_code == 302, "having it taken up again is everybody's"


def test_with_text_messages_the_rating_asks_for_the_code_on_the_phone_whoever_printed(estate, staff, platforms):  # noqa: F811
    made, phone = petition(estate, staff.user, phone=PHONE), Client()
    page = paper(made, staff)
    assert "139****0123" in text_of(phone.get(page))
    assert phone.post(page, SATISFIED).status_code == 422
    assert phone.post(page, {"send_code": "1"}).url == f"{page}?sent=1"
    (got,) = platforms.got
    (code,) = got.values
    assert (got.to, got.template, len(code)) == (f"+86{PHONE}", "T-rating_code", 6)
    assert code not in text_of(phone.get(f"{page}?sent=1"))
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert phone.post(page, {**SATISFIED, "code": wrong}).status_code == 422
    assert phone.post(page, {**SATISFIED, "code": code}).status_code == 302
    assert rating(made) == ("satisfied", "code")
    assert AuditEvent.objects.filter(action="requests.code_sent", subject=made.number).count() == 1


def test_codes_end_with_their_time_are_of_one_answer_and_cannot_all_be_tried(estate, staff, platforms):  # noqa: F811
    made, other = (petition(estate, staff.user, phone=PHONE) for _ in range(2))
    now, today = timezone.now(), timezone.localdate()
    said = {"token": made.course, "satisfaction": "satisfied", "today": today}
    for code, at in (
        (services.by_link.code_of(made, now), now + 2 * VALID),
        (services.by_link.code_of(other, now), now),
    ):
        with pytest.raises(errors.CodeWrong):
            services.rate_by_link(**said, code=code, now=at)
    for _ in range(MOST_TRIES - 2):
        with pytest.raises(errors.CodeWrong):
            services.rate_by_link(**said, code="", now=now)
    with pytest.raises(errors.CodeSentOften):
        services.rate_by_link(**said, code=services.by_link.code_of(made, now), now=now + timedelta(seconds=1))
    for _ in range(MOST_CODES):
        services.send_code(token=other.course, now=now, today=today)
    with pytest.raises(errors.CodeSentOften):
        services.send_code(token=other.course, now=now, today=today)
    assert len(platforms.got) == MOST_CODES
    with pytest.raises(errors.RatedByOthersOnly):
        services.send_code(token=petition(estate, staff.user).course, now=now, today=today)


def test_an_answer_of_every_channel_can_be_printed(estate):
    assert set(CHANNELS) == set(RequestChannel.values)
    made = petition(estate, UserFactory(role="dispatcher"))
    Request.objects.filter(pk=made.pk).update(channel="meeting")
    made.refresh_from_db()
    assert services.reply_of(request=made, by=UserFactory(role="manager")).startswith(b"%PDF")

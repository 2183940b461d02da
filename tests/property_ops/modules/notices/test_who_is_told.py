"""Who is told of what: staff of what waits, residents of works at their building and of closed spaces."""

from datetime import date, timedelta
from email import message_from_bytes

import pytest

from property_ops.framework.testing import UserFactory
from property_ops.kernel.period import Period
from property_ops.modules.dispatch.services.telling import tell_of_tomorrow
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory
from property_ops.modules.estates.testing import TenureFactory, UnitFactory
from property_ops.modules.notices.connector.configuration import NoticeKeys
from property_ops.modules.notices.domain.quiet import QuietHours
from property_ops.modules.notices.models import Notice
from property_ops.modules.notices.selectors.digests import digest_readers
from property_ops.modules.notices.services.digests import send_at_once, send_digests
from property_ops.modules.notices.services.sending import carry_out
from property_ops.modules.notices.testing import told
from property_ops.modules.parking.public import close_spaces
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from property_ops.modules.requests.services import Asked, register_request
from property_ops.modules.works.public import WorkResult
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import visitor
from tests.property_ops.modules.notices.test_outbox import NOON, answered

pytestmark = pytest.mark.django_db


def test_who_wants_it_gets_what_waits_by_e_mail_each_morning_once(household, platforms, keys, mail_server):
    platforms.faults.add("refused")
    answered(household)
    carry_out(keys=keys, now=NOON)
    clerk = visitor("dispatcher")
    assert clerk.post("/messages/digest/", {"wanted": "on", "address": ""}).status_code == 422
    assert clerk.post("/messages/digest/", {"wanted": "on", "address": "zhou@example.com"}).status_code == 302
    for _ in range(2):
        send_digests(now=NOON, today=NOON.date())
        carry_out(keys=NoticeKeys(mail=True, quiet=keys.quiet, together=0), now=NOON)
    (letter,) = mail_server.letters
    text = message_from_bytes(letter.encode()).get_payload(decode=True).decode()
    assert "发送失败的消息 1" in text
    assert clerk.post("/messages/digest/", {"address": "zhou@example.com"}).status_code == 302
    assert list(digest_readers()) == []


def test_what_is_new_is_told_during_the_day_once_and_not_in_ones_quiet_hours(estate):
    clerk = visitor("dispatcher")
    said = {"wanted": "on", "at_once": "on", "address": "zhou@example.com"}
    assert clerk.post("/messages/digest/", said | {"quiet_from": "12:00"}).status_code == 422
    clerk.post("/messages/digest/", said | {"quiet_from": "11:30", "quiet_until": "13:30"})
    send_at_once(now=NOON)
    asked = Asked("phone", "water", "水管漏水", NOON.date())
    register_request(estate=estate, asked=asked, by=clerk.user, now=NOON)
    send_at_once(now=NOON)
    assert Notice.objects.filter(template="todo_now").count() == 0
    for minutes in (0, 15):
        send_at_once(now=NOON + timedelta(hours=2, minutes=minutes))
    assert [one.user for one in Notice.objects.filter(template="todo_now")] == [clerk.user]


def test_those_who_live_at_a_work_are_told_the_day_before_and_nobody_else(estate, household):
    elsewhere = TenureFactory(unit=UnitFactory(estate=estate, building=2, code="BC01-2-1-101"))
    tenant = TenureFactory(unit=household.unit, role="tenant", phone="13905300124")
    work = WorkOrderFactory(
        number="GD-1", estate=estate, place="１号楼前", kind="路面修补", result=WorkResult.PENDING, accepted=None,
        accepted_on=None,
    )  # fmt: skip
    tomorrow = NOON + timedelta(days=1)
    VisitFactory(work=work, number=1, crew=CrewFactory(), starts_at=tomorrow)
    for _ in range(2):
        tell_of_tomorrow(now=NOON, today=NOON.date())
    (one,) = told("work_tomorrow")
    assert one.tenure == tenant  # who lives there, not who owns it
    assert one.tenure not in (household, elsewhere)
    assert (one.facts["place"], one.facts["day"], one.facts["time"]) == ("１号楼前", "2022-07-06", "12:00")
    late = one.until
    carry_out(keys=NoticeKeys(quiet=QuietHours.parse("00:00-00:00"), together=0), now=late)
    assert [notice.withheld for notice in told("work_tomorrow")] == ["too_late"]


def test_who_leases_a_space_is_told_that_it_is_closed(estate, household):
    space = SpaceFactory(estate=estate, number="K001")
    LeaseFactory(space=space, unit=household.unit, start=date(2022, 1, 1))
    free = SpaceFactory(estate=estate, number="K002")
    days = Period(date(2022, 7, 6), date(2022, 7, 9))
    by = UserFactory(role="manager")
    close_spaces(spaces=[space, free], days=days, work_order_number="GD-1", by=by, reason="施工")
    (one,) = told("space_closed")
    assert (one.tenure, one.facts["space"], one.facts["last"]) == (household, "K001", "2022-07-08")

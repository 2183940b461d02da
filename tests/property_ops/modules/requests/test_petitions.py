"""Petitions are answered on one page with what stands behind it, and rated by whoever asked alone."""

import io
from datetime import date, timedelta
from urllib.parse import urlencode

import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.period import Period
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.insight.reports.sheet import lines
from property_ops.modules.insight.selectors import half_year
from property_ops.modules.requests import services
from property_ops.modules.requests.domain import errors
from property_ops.modules.requests.models import Request, RequestSubject
from property_ops.modules.requests.models.request import Satisfaction
from property_ops.modules.requests.public import Asked, register_request
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import text_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def staff(estate):
    return visitor("dispatcher")


def petition(estate, by, *, channel="visit", answered=True):
    today = timezone.localdate()
    made = register_request(
        estate=estate,
        asked=Asked(channel, "drains", "单元门口积水", today, today + timedelta(days=15), person="王小明"),
        by=by,
    )
    return services.answer(request=made, result="已疏通，雨后复查无积水。", on=today, by=by) if answered else made


def rated_on_paper(made, satisfaction):
    services.reply_of(request=made, by=UserFactory(role="manager"))
    said = {"now": timezone.now(), "today": timezone.localdate()}
    services.rate_by_link(token=made.prints.last().link, satisfaction=Satisfaction(satisfaction), **said)


def test_a_link_is_withdrawn_ends_and_cannot_be_guessed(estate, staff):
    made = petition(estate, staff.user)
    phone, page = Client(), f"/r/{made.course}/"
    assert phone.get(f"/r/{made.pk}.AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    staff.post(f"/requests/{made.number}/new-link/")
    made.refresh_from_db()
    assert (phone.get(page).status_code, phone.get(f"/r/{made.course}/").status_code) == (404, 200)
    Request.objects.filter(pk=made.pk).update(received_on=date(2020, 1, 1), due_on=date(2020, 1, 9))
    Request.objects.filter(pk=made.pk).update(answered_on=date(2020, 1, 2))
    assert phone.get(f"/r/{made.course}/").status_code == 410


def test_what_is_told_by_telephone_says_who_called_whom_and_when(estate, staff):
    made = petition(estate, staff.user)
    now = timezone.localtime()
    said = {"satisfaction": "satisfied", "called_whom": "王小明", "called_at": f"{now:%Y-%m-%dT%H:%M}"}
    page = f"/requests/{made.number}/rate/"
    staff.post(page, {**said, "called_whom": " "})
    staff.post(page, {**said, "called_at": f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}"})
    made.refresh_from_db()
    assert (made.satisfaction, made.state) == ("", "answered")
    staff.post(page, said)
    staff.post(page, {**said, "satisfaction": "unsatisfied"})
    made.refresh_from_db()
    assert (made.satisfaction, made.rated_by, made.called_by, made.called_whom) == (
        "satisfied", "phone", staff.user, "王小明",
    )  # fmt: skip
    assert "王小明" in text_of(staff.get(f"/requests/{made.number}/"))
    for change in ({"called_whom": ""}, {"called_by": None}, {"rated_by": "link"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Request.objects.filter(pk=made.pk).update(**change)


def test_the_answer_is_one_page_with_the_work_it_speaks_of(estate, staff):
    made = petition(estate, staff.user, answered=False)
    WorkOrderFactory(estate=estate, number="GD-7")
    assert staff.get(f"/requests/{made.number}/reply.pdf").status_code == 409, "no answer, no paper"
    services.answer(request=made, result="已疏通" * 100, on=made.received_on, by=staff.user)
    page = f"/requests/{made.number}/subjects/"
    for text in ("GD-7", "GD-7", "GD-8"):
        staff.post(page, {"subject_kind": "work", "subject": text})
    assert [one.key for one in RequestSubject.objects.all()] == ["GD-7"]
    paper = staff.get(f"/requests/{made.number}/reply.pdf")
    assert len(pypdf.PdfReader(io.BytesIO(paper.content)).pages) == 1
    assert AuditEvent.objects.filter(action="requests.reply_printed").count() == 1
    staff.post(f"{page}{RequestSubject.objects.get().pk}/remove/")
    assert not RequestSubject.objects.exists()
    with pytest.raises(errors.SubjectUnknown):
        services.add_subject(request=made, kind="nothing", text="GD-7", by=staff.user)


SHARES = ("completed", "rated", "satisfied")


def test_shares_are_counted_from_single_petitions_and_open_to_their_rows(estate, staff):
    """A call and a repair are no petitions; what waits is not asked yet; a typed sum counts nowhere."""
    today = timezone.localdate()
    for satisfaction in ("satisfied", "satisfied", "neutral", None):
        made = petition(estate, staff.user)
        if satisfaction:
            rated_on_paper(made, satisfaction)
    petition(estate, staff.user, answered=False)
    rated_on_paper(petition(estate, staff.user, channel="phone"), "satisfied")
    manager = visitor("manager")
    period = Period(today, today + timedelta(days=1))
    found = {line.rows: line for line in lines(half_year(manager.user, period)) if line.rows in SHARES}
    assert {rows: str(line.total) for rows, line in found.items()} == {
        "completed": "80.00", "rated": "75.00", "satisfied": "66.7",
    }  # fmt: skip
    page = manager.get(f"/insight/?{urlencode({'first': today, 'last': today})}").content.decode()
    for counted, rows in (("completed", 4), ("rated", 3), ("satisfied", 2)):
        address = f"/requests/?counted={counted}&first={today}&last={today}&estate={estate.pk}"
        assert address.replace("&", "&amp;") in page
        assert manager.get(address).context["table"].page.paginator.count == rows
    told = f"/requests/?counted=rated&rated_by=paper&estate=&first={today}&last={today}"
    assert told.replace("&", "&amp;") in page, "how they were rated stands there, and opens its rows"
    assert manager.get(told).context["table"].page.paginator.count == 3


def test_a_register_does_not_overrule_what_whoever_asked_said(estate, tmp_path):
    from tests.property_ops.framework.importing.papers import run

    paper = tmp_path / "诉求登记台账.csv"
    head = "登记号,小区,诉求渠道,诉求类别,诉求内容,受理日期,承办人,答复日期,办理结果,诉求人评价\n"
    row = "XF1,牡丹花园,12345热线,停车,车位不够,{day},贺晓,{day},已答复,{said}\n"
    today = timezone.localdate()
    paper.write_text(head + row.format(day=today, said=""), encoding="utf-8")
    run(paper)
    made = Request.objects.get()
    assert (made.channel, made.rated_by) == ("hotline", "")
    rated_on_paper(made, "unsatisfied")
    paper.write_text(head + row.format(day=today, said="满意"), encoding="utf-8")
    run(paper)
    made.refresh_from_db()
    assert (made.satisfaction, made.rated_by) == ("unsatisfied", "paper")


def test_one_who_may_not_handle_requests_prints_and_rates_nothing(estate):
    made = petition(estate, UserFactory(role="dispatcher"))
    reader = visitor("reviewer")
    assert reader.get(f"/requests/{made.number}/reply.pdf").status_code == 403
    assert reader.post(f"/requests/{made.number}/rate/", {}).status_code == 403

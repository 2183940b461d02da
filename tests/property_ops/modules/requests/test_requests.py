"""Requests from the first word to the close, who may know who asked, and the counting of surveys."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, NotAllowed
from property_ops.kernel.period import Period
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.requests import selectors, services
from property_ops.modules.requests.domain import errors
from property_ops.modules.requests.domain.satisfaction import Tally, total
from property_ops.modules.requests.models import Request, Survey
from property_ops.modules.requests.public import Asked, register_request
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import queries_of, sheet_of, text_of, visitor
from tests.property_ops.framework.importing.papers import errors as errors_of
from tests.property_ops.framework.importing.papers import run

pytestmark = pytest.mark.django_db

JANUARY = Period(date(2022, 1, 1), date(2022, 2, 1))


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def dispatcher():
    return UserFactory(role="dispatcher")


def asked(**changed):
    usual = {
        "channel": "visit", "topic": "drains", "content": "单元门口积水", "person": "王小明", "phone": "13812341234",
        "received_on": date(2022, 1, 10), "due_on": date(2022, 1, 25),
    }  # fmt: skip
    return Asked(**{**usual, **changed})


@pytest.fixture
def request_(estate, dispatcher):
    return register_request(estate=estate, asked=asked(), by=dispatcher)


def test_requests_are_numbered_by_year_without_gaps(estate, dispatcher, request_):
    other = register_request(estate=estate, asked=asked(), by=dispatcher)
    with pytest.raises(errors.UnitElsewhere):
        register_request(estate=estate, asked=asked(unit=UnitFactory()), by=dispatcher)
    later = asked(received_on=date(2023, 1, 1), due_on=date(2023, 1, 9))
    numbers = [one.number for one in (request_, other, register_request(estate=estate, asked=later, by=dispatcher))]
    assert numbers == ["SQ20220001", "SQ20220002", "SQ20230001"]


def test_a_request_is_taken_answered_and_closed(request_, dispatcher):
    services.take_in_hand(request=request_, handled_by="贺晓", by=dispatcher)
    services.answer(request=request_, result="已疏通", on=date(2022, 1, 12), by=dispatcher)
    closed = services.close(request=request_, by=dispatcher)
    assert (closed.state, closed.handled_by, closed.satisfaction) == ("closed", "贺晓", "")
    moves = AuditEvent.objects.filter(action="requests.moved").order_by("pk")
    assert [event.detail["move"] for event in moves] == ["take", "answer", "close"]


def test_what_is_not_answered_is_not_closed(request_, dispatcher):
    with pytest.raises(IllegalMove):
        services.close(request=request_, by=dispatcher)
    with pytest.raises(errors.AnswerMissing):
        services.answer(request=request_, result=" ", on=date(2022, 1, 12), by=dispatcher)
    with pytest.raises(errors.NotInOrder):
        services.answer(request=request_, result="已疏通", on=date(2022, 1, 9), by=dispatcher)
    with pytest.raises(IntegrityError):
        Request.objects.filter(pk=request_.pk).update(state="closed")


def test_a_reopened_request_is_no_longer_completed(request_, dispatcher, estate):
    services.answer(request=request_, result="已疏通", on=date(2022, 1, 12), by=dispatcher)
    assert [one.completed for one in selectors.received_in([estate], JANUARY)] == [1]
    services.reopen(request=request_, by=dispatcher)
    assert [(one.count, one.completed) for one in selectors.received_in([estate], JANUARY)] == [(1, 0)]
    services.withdraw(request=request_, by=dispatcher)
    assert selectors.received_in([estate], JANUARY) == []


def test_a_work_of_the_estate_can_come_of_it(request_, dispatcher, estate):
    with pytest.raises(errors.WorkElsewhere):
        services.link_work(request=request_, work=WorkOrderFactory(), by=dispatcher)
    work = WorkOrderFactory(estate=estate, number="GD-7")
    services.link_work(request=request_, work=work, by=dispatcher)
    assert "SQ20220001" in text_of(visitor("dispatcher").get("/works/GD-7/"))


@pytest.mark.parametrize("role", ["accountant", "reviewer", "auditor"])
def test_who_need_not_know_sees_no_name_and_no_phone(role, request_):
    client = visitor(role)
    page = text_of(client.get("/requests/SQ20220001/"))
    assert "王**" in page
    assert "王小明" not in page
    assert "王小明" not in text_of(client.get("/requests/"))
    assert "王小明" not in {cell for row in sheet_of(client.get("/requests/?export=xlsx")) for cell in row}
    assert "SQ20220001" not in text_of(client.get("/requests/?q=王小明"))
    with pytest.raises(NotAllowed):
        services.answer(request=request_, result="x", on=date(2022, 1, 12), by=client.user)


def test_every_look_at_who_asked_is_recorded(request_):
    client = visitor("manager")
    assert "13812341234" in text_of(client.get("/requests/SQ20220001/"))
    assert AuditEvent.objects.filter(action="requests.viewed", user=client.user, subject="SQ20220001").count() == 1


def test_a_grid_worker_handles_only_the_requests_of_their_estates(request_, estate):
    elsewhere, at_home = visitor("grid_worker", EstateFactory()), visitor("grid_worker", estate)
    assert elsewhere.get("/requests/SQ20220001/").status_code == 404
    assert elsewhere.post("/requests/SQ20220001/answer/", {"result": "x"}).status_code == 404
    assert at_home.post("/requests/SQ20220001/take/", {"handled_by": ""}).status_code == 302
    request_.refresh_from_db()
    assert request_.state == "in_hand"


def test_a_request_is_written_down_on_its_page(estate):
    client = visitor("dispatcher")
    typed = {
        "estate": estate.pk, "channel": "online", "topic": "parking", "content": "希望增设车位", "unit": "",
        "received_on": "2022-03-01", "due_on": "2022-02-01",
    }  # fmt: skip
    refused = client.post("/requests/new/", typed)
    assert refused.status_code == 422
    assert "早于受理日期" in refused.content.decode()
    assert client.post("/requests/new/", {**typed, "unit": "XX-1"}).status_code == 422
    assert client.post("/requests/new/", {**typed, "due_on": "2022-03-16"}).url == "/requests/SQ20220001/"


def test_more_requests_take_no_more_queries(request_, estate, dispatcher):
    client = visitor("manager")
    few = queries_of(client, "/requests/")
    for _ in range(4):
        register_request(estate=estate, asked=asked(), by=dispatcher)
    assert queries_of(client, "/requests/") == few


def test_shares_are_of_the_sums_and_not_means_of_shares():
    together = total([Tally(100, 50, 50), Tally(900, 870, 780)])
    assert (together.participation, together.satisfaction) == (Decimal("92.00"), Decimal("90.22"))
    assert Tally().participation is None


@pytest.mark.parametrize("numbers", [(10, 11, 5), (10, 5, 6), (10, 5, -1)])
def test_a_tally_that_cannot_be_is_refused(numbers, estate):
    with pytest.raises(errors.NotATally):
        Tally(*numbers)
    client = visitor("manager")
    asked_, took_part, satisfied = numbers
    typed = {"estate": estate.pk, "round": "一季度", "closed_on": "2022-03-28"}
    answer = client.post(
        "/requests/surveys/new/", {**typed, "asked": asked_, "took_part": took_part, "satisfied": satisfied}
    )  # fmt: skip
    assert answer.status_code == 422
    assert not Survey.objects.exists()


def test_a_round_is_counted_once(estate):
    client = visitor("manager")
    typed = {"estate": estate.pk, "round": "一季度", "closed_on": "2022-03-28", "asked": 100, "took_part": 92}
    for satisfied in (80, 83):
        assert client.post("/requests/surveys/new/", {**typed, "satisfied": satisfied}).status_code == 302
    assert Survey.objects.get().satisfied == 83
    page = text_of(client.get("/requests/surveys/"))
    assert "92.00" in page
    assert "90.22" in page


REGISTER = "登记号,小区,诉求渠道,诉求类别,诉求内容,诉求人,联系电话,受理日期,承办人,答复日期,办理结果,诉求人评价\n"


def test_a_register_is_imported_and_safe_to_repeat(tmp_path, estate):
    paper = tmp_path / "诉求登记台账.csv"
    paper.write_text(
        f"{REGISTER}XF1,牡丹花园,来访,停车,车位不够,王小明,13812341234,2022.1.4,贺晓,2022-1-6,已答复,满意\n"
        "XF2,牡丹花园,网信,其他,座椅,,,2022/1/5,,,,\n",
        encoding="utf-8",
    )
    for _ in range(2):
        assert errors_of(run(paper)) == []
    first, second = Request.objects.order_by("number")
    assert (first.state, first.satisfaction, first.due_on) == ("closed", "satisfied", date(2022, 1, 19))
    assert (second.state, second.channel, second.answered_on) == ("received", "online", None)


def test_an_answer_without_words_is_no_answer(tmp_path, estate):
    paper = tmp_path / "诉求登记台账.csv"
    paper.write_text(f"{REGISTER}XF1,牡丹花园,来访,停车,车位不够,,,2022.1.4,贺晓,2022-1-6,,\n", encoding="utf-8")
    assert len(errors_of(run(paper))) == 1
    assert not Request.objects.exists()

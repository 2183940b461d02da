"""What holds for every operation: once, page after page, unchanged since it was read, and refused in one form."""

import pytest
from django.core.cache import cache

from property_ops.framework.models import FormKey
from property_ops.modules.dispatch.testing import VisitFactory
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.requests.models import Request
from tests.programs import program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def estate() -> Estate:
    return owned_unit().estate


@pytest.fixture
def dispatcher():
    return program("dispatcher")


def asked(estate: Estate, **more) -> dict[str, str]:
    said = {
        "channel": "phone",
        "topic": "roads",
        "content": "路灯不亮",
        "received_on": "2022-07-01",
        "due_on": "2022-07-08",
    }
    return {"estate": estate.code, **said, **more}


def test_a_post_that_is_sent_again_counts_once_and_answers_what_the_first_made(dispatcher, estate):
    first = dispatcher.send("/requests", asked(estate), key="a", status=201)
    assert dispatcher.last["Location"] == f"/api/v1/requests/{first['number']}"
    assert "Idempotent-Replayed" not in dispatcher.last
    again = dispatcher.send("/requests", asked(estate), key="a", status=201)
    assert dispatcher.last["Idempotent-Replayed"] == "true"
    assert again == first == dispatcher.ask(f"/requests/{first['number']}")
    dispatcher.send("/requests", asked(estate), key="b", status=201)
    assert Request.objects.count() == 2


def test_a_key_that_was_used_for_something_else_is_refused(dispatcher, estate):
    first = dispatcher.send("/requests", asked(estate), key="a", status=201)
    other = dispatcher.send("/requests", asked(estate, content="漏水"), key="a", status=409)
    assert other["code"] == "idempotency_key_used"
    path = f"/requests/{first['number']}/take"
    assert dispatcher.send(path, {"handled_by": "王"}, key="a", status=409)["code"] == "idempotency_key_used"
    assert Request.objects.count() == 1


def test_a_key_is_each_ones_own(dispatcher, estate):
    dispatcher.send("/requests", asked(estate), key="a", status=201)
    program("dispatcher").send("/requests", asked(estate), key="a", status=201)
    assert Request.objects.count() == 2


def test_where_the_first_was_refused_the_key_is_good_again(dispatcher, estate):
    wrong = dispatcher.send("/requests", asked(estate, due_on="2022-06-01"), key="a", status=409)
    assert wrong["code"] == "request_days_not_in_order"
    assert not FormKey.objects.exists()
    dispatcher.send("/requests", asked(estate), key="a", status=201)


def test_without_a_key_nothing_is_made(dispatcher, estate):
    answer = dispatcher.post("/api/v1/requests", asked(estate), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_valid")
    assert answer.json()["errors"][0]["where"] == ["header", "Idempotency-Key"]
    assert not Request.objects.exists()


def test_a_field_that_nobody_knows_and_a_sign_that_no_paper_prints_are_refused(dispatcher, estate):
    assert dispatcher.send("/requests", asked(estate, urgent="yes"), status=422)["code"] == "not_valid"
    for content in ("路灯\x00", "路灯\U0001f4a1"):
        assert dispatcher.send("/requests", asked(estate, content=content), status=422)["code"] == "not_printable"
    assert dispatcher.ask("/estates/%00", status=422)["code"] == "not_printable"
    assert not Request.objects.exists()


def test_only_a_household_asks_on_its_own_page(dispatcher, estate):
    refused = dispatcher.send("/requests", asked(estate, channel="household"), status=409)
    assert refused["code"] == "asked_on_their_page"


def test_pages_have_every_row_once_whatever_is_added_meanwhile(dispatcher):
    for number in range(5):
        EstateFactory(code=f"E{number}", name=f"小区{number}")
    found, path, pages = [], "/estates?limit=2", 0
    while path:
        page = dispatcher.ask(path)
        found += [row["code"] for row in page["items"]]
        pages += 1
        if pages == 1:
            EstateFactory(code="A0", name="后来的")
        path = f"/estates?limit=2&after={page['next']}" if page["next"] else ""
        assert ('rel="next"' in dispatcher.last.get("Link", "")) == bool(page["next"])
    assert found == ["E0", "E1", "E2", "E3", "E4", "A0"]
    assert pages == 3


@pytest.mark.parametrize("cursor", ["x", "%00", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "路"])
def test_what_is_no_cursor_is_told(dispatcher, cursor):
    refused = dispatcher.get(f"/api/v1/estates?after={cursor}")
    assert refused.status_code in (400, 422)
    assert refused.json()["code"] in ("not_a_cursor", "not_printable")


def test_what_is_there_already_is_not_sent_again(dispatcher, estate):
    dispatcher.ask(f"/estates/{estate.code}")
    etag = dispatcher.last["ETag"]
    assert dispatcher.ask(f"/estates/{estate.code}", status=304, If_None_Match=f'W/"x", {etag}') is None
    Estate.objects.filter(pk=estate.pk).update(name="新名")
    assert dispatcher.ask(f"/estates/{estate.code}", If_None_Match=etag)["name"] == "新名"


def test_a_change_says_what_was_read_and_is_refused_if_that_changed(dispatcher):
    visit = VisitFactory()
    path, change = f"/visits/{visit.pk}", {"due_on": "2026-12-01", "urgent": True, "note": "带梯子"}
    assert dispatcher.send(path, change, method="PATCH", status=428)["code"] == "if_match_missing"
    dispatcher.ask(path)
    etag = dispatcher.last["ETag"]
    changed = dispatcher.send(path, change, method="PATCH", If_Match=etag)
    assert (changed["urgent"], changed["note"]) == (True, "带梯子")
    stale = dispatcher.send(path, change | {"note": "别的"}, method="PATCH", status=412, If_Match=etag)
    assert stale["code"] == "not_as_read"
    assert dispatcher.ask(path)["note"] == "带梯子"
    dispatcher.send(f"{path}/cancel", status=412, If_Match=etag)
    dispatcher.send(f"{path}/cancel", If_Match=dispatcher.last.get("ETag", "*") or "*")


def test_what_is_not_there_is_told_as_a_problem(dispatcher):
    assert dispatcher.ask("/nowhere", status=404)["code"] == "not_found"
    assert dispatcher.ask(f"/visits/{2**70}", status=404)["code"] == "not_found"
    assert dispatcher.last["Content-Type"] == "application/problem+json"
    refused = dispatcher.send("/requests", None, status=422)
    assert refused["type"] == "urn:property-ops:problem:not_valid"

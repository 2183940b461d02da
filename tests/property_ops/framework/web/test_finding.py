"""Ctrl-K, and its page: what is found, by whom, and what is recorded of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from property_ops.framework.finding import begins_with, may_be_number
from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.models import Unit
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(estate=EstateFactory(code="ZZ01"), building=5, entrance=2, room="301")


@pytest.fixture
def owner(unit):
    return TenureFactory(unit=unit, name="欧阳春华", phone="13912345678")


def test_a_page_is_found_by_its_name_by_who_may_open_it():
    assert 'class="found-row" href="/ledger/trial-balance/"' in visitor("accountant").text("/find/", q="trial")
    assert 'class="found-row" href="/ledger/trial-balance/"' not in visitor("dispatcher").text("/find/", q="trial")


@pytest.mark.parametrize("typed", ["5-2-301", "ZZ01-5", "zz01-5-2-301", "5号楼2单元301"])
def test_a_unit_is_found_by_its_place_and_by_the_beginning_of_its_code(unit, typed):
    assert f"/units/{unit.code}/" in visitor().text("/find/", q=typed)


def test_an_owner_is_found_by_the_beginning_of_the_name_and_the_look_is_recorded(unit, owner):
    client = visitor("accountant")
    page = client.text("/find/", q="欧阳")
    assert f"/units/{unit.code}/" in page
    assert "13912345678" in page
    event = AuditEvent.objects.filter(action="people.sought").get()
    assert (event.user, event.subject) == (client.user, "欧阳")


def test_who_may_not_see_phones_finds_nobody_by_one_and_reads_none(owner):
    assert "13912345678" in visitor("accountant").text("/find/", q="13912345678")
    blind = visitor("reviewer")
    assert 'class="found-row"' not in blind.text("/find/", q="13912345678")
    assert "139****5678" in blind.text("/find/", q="欧阳")


def test_a_grid_worker_finds_nothing_of_other_estates(unit, owner):
    assert unit.code not in visitor("grid_worker").text("/find/", q="5-2-301")
    assert unit.code not in visitor("grid_worker").text("/find/", q="欧阳")


def test_where_no_people_are_shown_nothing_is_recorded(unit):
    visitor().text("/find/", q="5-2-301")
    visitor().text("/find/", q="nobody is called so")
    assert not AuditEvent.objects.filter(action="people.sought").exists()


def test_the_box_gets_the_rows_alone(unit):
    page = visitor().get("/find/", {"q": "5-2-301"}, headers={"HX-Request": "true"}).content.decode()
    assert unit.code in page
    assert "<html" not in page


@pytest.mark.parametrize("typed", ["", "5", " ", "\x00\x07", "x" * 5000, "%_'\"\\", "\U0010ffff\U0010ffff"])
def test_odd_words_find_nothing_and_break_nothing(typed):
    assert 'class="found-row"' not in visitor().text("/find/", q=typed)


def test_a_beginning_is_what_it_says_and_is_looked_up_by_an_index(unit):
    UnitFactory(estate=unit.estate, building=6, entrance=1, room="101")
    found = Unit.objects.filter(begins_with("code", "ZZ01-5"))
    assert list(found) == [unit]
    if connection.vendor == "sqlite":
        assert "USING" in found.order_by("code").explain()
        assert "SCAN" not in found.order_by("code").explain()


def test_only_what_looks_like_a_number_is_looked_up_among_documents():
    assert may_be_number("ZD2022-000")
    assert not may_be_number("王建国")
    assert not may_be_number("ZD")
    assert not may_be_number("20%22")


def test_every_kind_is_asked_with_a_few_questions(unit, owner):
    client = visitor("manager")
    client.text("/find/", q="2022")
    with CaptureQueriesContext(connection) as queries:
        client.text("/find/", q="2022-0001")
    assert len(queries) <= 20
    assert all("LIMIT" in query["sql"] for query in queries if "WHERE" in query["sql"] and ">=" in query["sql"])

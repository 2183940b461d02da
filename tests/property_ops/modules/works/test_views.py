"""The register of works as people see it: by role, by estate, filtered, as Excel, and one work with all its facts."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from property_ops import modules
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.domain.states import WorkMove
from property_ops.modules.works.public import Funding, WorkResult
from property_ops.modules.works.testing import WorkOrderFactory
from property_ops.modules.works.views.timeline import HAPPENED
from tests.pages import OFFICE_ROLES, queries_of, sheet_of, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(estate):
    return WorkOrderFactory(number="GD-001", estate=estate, place="东门主路", done=Decimal("361.5"))


@pytest.fixture
def elsewhere():
    return WorkOrderFactory(number="GD-002", estate=EstateFactory(name="北城新村"), kind="外墙粉刷")


def test_everything_that_is_recorded_of_a_work_has_its_words():
    sources = (path.read_text(encoding="utf-8") for path in Path(modules.__path__[0]).rglob("services/*.py"))
    recorded = {action for text in sources for action in re.findall(r"record_event\(\s*\w+, \"(\w+)\"", text)}
    assert len(recorded) >= 8
    assert (recorded | set(map(str, WorkMove))) - HAPPENED.keys() == set()


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_every_role_sees_the_works(role, estate, road):
    client = visitor(role, estate)
    assert "GD-001" in text_of(client.get("/works/"))
    assert "东门主路" in text_of(client.get("/works/GD-001/"))


def test_who_is_not_logged_in_is_sent_to_the_door(client, road):
    for url in ("/works/", "/works/GD-001/", "/works/?export=xlsx"):
        assert client.get(url).headers["Location"].startswith("/login/")


def test_a_grid_worker_sees_only_the_works_of_their_estates(estate, road, elsewhere):
    client = visitor("grid_worker", estate)
    page = text_of(client.get("/works/"))
    assert "GD-001" in page
    assert "GD-002" not in page
    assert "北城新村" not in page
    assert "外墙粉刷" not in page
    assert client.get("/works/GD-002/").status_code == 404
    assert client.get(f"/works/?estate={elsewhere.estate.pk}").content.decode().count("GD-00") == 0
    assert len(sheet_of(client.get("/works/?export=xlsx"))) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=东门", {"GD-001"}),
        ("q=gd-002", {"GD-002"}),
        ("kind=外墙粉刷", {"GD-002"}),
        ("funding=subsidy", {"GD-003"}),
        ("state=sent_back", {"GD-003"}),
        ("month=2022-05", {"GD-003"}),
        ("month=2022-06", {"GD-001", "GD-002"}),
        ("month=2021-01", set()),
        ("kind=%3Cscript%3E", set()),
    ],
)
def test_filters_narrow_the_list(query, found, estate, road, elsewhere):
    WorkOrderFactory(
        number="GD-003", estate=estate, funding=Funding.SUBSIDY, scope="", result=WorkResult.REWORK,
        accepted=None, accepted_on=None, done_on=date(2022, 5, 20),
    )  # fmt: skip
    page = text_of(visitor("dispatcher").get(f"/works/?{query}"))
    assert {number for number in ("GD-001", "GD-002", "GD-003") if f"/works/{number}/" in page} == found


def test_a_work_is_shown_with_all_its_facts(estate):
    WorkOrderFactory(
        number="GD-009", estate=estate, planned=Decimal("379.8"), done=Decimal("361.25"), accepted=Decimal(350),
        accepted_by="三方联动", labour=Yuan(13_148_80), material=Yuan(33_898_33), machine=Yuan(0),
        ceiling=Yuan(45_000_00), scope="1-3号楼",
    )  # fmt: skip
    page = text_of(visitor("auditor").get("/works/GD-009/"))
    facts = (
        "379.8",
        "361.25",
        "350",
        "㎡",
        "2022-06-10",
        "2022-06-15",
        "三方联动",
        "13,148.80",
        "33,898.33",
        "47,047.13",
    )
    for fact in (*facts, "47,047.13", "45,000.00", "居民分摊", "1-3号楼", "合格"):
        assert fact in page


def test_the_export_has_exact_amounts_real_dates_and_no_formula(estate):
    WorkOrderFactory(number="GD-010", estate=estate, place="=cmd|'/c calc'!A1", labour=Yuan(1), done=Decimal("0.125"))
    head, row = sheet_of(visitor("manager").get("/works/?export=xlsx"))
    work = dict(zip(head, row, strict=True))
    assert work["工单号"] == "GD-010"
    assert work["地点"] == "=cmd|'/c calc'!A1"
    assert Decimal(str(work["费用（元）"])) == Decimal("400.01")
    assert Decimal(str(work["完成量"])) == Decimal("0.125")
    assert work["验收日期"] == datetime(2022, 6, 15)
    assert work["费用承担"] == "居民分摊"


def test_more_works_take_no_more_queries(estate, road):
    client = visitor("accountant")
    few = queries_of(client, "/works/")
    WorkOrderFactory.create_batch(20, estate=EstateFactory())
    assert queries_of(client, "/works/") == few


def test_the_estate_page_has_its_works(estate, road, elsewhere):
    page = text_of(visitor("auditor").get(f"/estates/{estate.code}/?tab=works"))
    assert "GD-001" in page
    assert "GD-002" not in page


def test_in_english(road):
    page = text_of(visitor("auditor", english=True).get("/works/GD-001/"))
    assert "Accepted quantity" in page
    assert "Shared by residents" in page


def test_the_overview_tells_what_waits_for_acceptance(estate, road, elsewhere):
    WorkOrderFactory(
        number="GD-004",
        estate=estate,
        result=WorkResult.PENDING,
        accepted=None,
        accepted_on=None,
        done_on=date(2022, 6, 20),
    )
    page = text_of(visitor("grid_worker", estate).get("/?month=2022-06"))
    assert "GD-004" in page
    assert "GD-002" not in page

"""The confirmations as people see them: the year's months by estates, one month with its signatures, all as a list."""

from datetime import date
from decimal import Decimal

import pytest

from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import AgreementItemFactory, ConfirmationFactory, confirm
from property_ops.modules.estates.public import Management
from property_ops.modules.estates.testing import EstateFactory
from tests.pages import OFFICE_ROLES, queries_of, sheet_of, text_of, visitor

pytestmark = pytest.mark.django_db

MAY, JUNE = Month(2022, 5), Month(2022, 6)


@pytest.fixture
def estate():
    """Managed since 2022-03-16; April confirmed at 95 %, May partly, June not at all."""
    estate = EstateFactory(code="BC05", name="丹阳苑", taken_over_on=date(2022, 3, 16))
    confirm(estate, Month(2022, 4), 保洁=("0.5", "0.9"), 秩序维护=("0.5", "1"))
    confirm(estate, MAY, 保洁=("0.5", "1"))
    item = AgreementItemFactory(estate=estate, name="秩序维护")
    ConfirmationFactory(item=item, month=MAY.start, weight=Decimal("0.5"), branch_signer="", confirmed_on=None)
    return estate


@pytest.fixture
def elsewhere():
    estate = EstateFactory(code="BC01", name="牡丹花园")
    confirm(estate, JUNE)
    return estate


def cell(page: str, month: str, code: str = "BC05") -> str:
    """What the matrix shows for the month: its link and the words in it."""
    start = page.find(f"/confirmations/{month}/{code}/")
    return page[page.rfind("<", 0, start) : page.find("</a>", start)] if start >= 0 else ""


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_every_role_sees_the_confirmations(role, estate):
    client = visitor(role, estate)
    assert "丹阳苑" in text_of(client.get("/confirmations/?year=2022"))
    assert "秩序维护" in text_of(client.get("/confirmations/2022-05/BC05/"))
    assert "秩序维护" in text_of(client.get("/confirmations/list/"))


def test_the_year_shows_where_each_month_stands(estate):
    page = text_of(visitor("accountant").get("/confirmations/?year=2022"))
    assert cell(page, "2022-02") == ""
    assert "cell-missing" in cell(page, "2022-03")
    assert "cell-confirmed" in cell(page, "2022-04")
    assert "95%" in cell(page, "2022-04")
    assert "cell-partly" in cell(page, "2022-05")
    assert "1/2" in cell(page, "2022-05")
    assert "cell-missing" in cell(page, "2022-06")


def test_the_latest_year_with_a_confirmation_comes_first(estate):
    assert "2022-01" in text_of(visitor("accountant").get("/confirmations/"))
    assert "2022-01" in text_of(visitor("accountant").get("/confirmations/?year=nonsense"))


def test_an_assisted_estate_has_no_months():
    EstateFactory(name="康庄小区", management=Management.ASSISTED, taken_over_on=None)
    assert "康庄小区" not in text_of(visitor("manager").get("/confirmations/"))


def test_a_month_is_shown_with_weights_completion_signers_and_days(estate):
    page = text_of(visitor("auditor").get("/confirmations/2022-04/BC05/"))
    for fact in ("50%", "90%", "100%", "李主任", "赵书记", "2022-05-01", "95%", "2 / 2"):
        assert fact in page
    assert "暂不收取" not in page


def test_a_month_that_is_held_says_so_and_what_is_missing(estate):
    page = text_of(visitor("auditor").get("/confirmations/2022-05/BC05/"))
    assert "暂不收取" in page
    assert "缺签字" in page
    assert "1 / 2" in page


@pytest.mark.parametrize("month", ["2022-13", "june", "2022"])
def test_what_is_no_month_is_not_found(month, estate):
    assert visitor("auditor").get(f"/confirmations/{month}/BC05/").status_code == 404


def test_a_grid_worker_sees_only_their_estates(estate, elsewhere):
    client = visitor("grid_worker", estate)
    assert "牡丹花园" not in text_of(client.get("/confirmations/?year=2022"))
    assert client.get("/confirmations/2022-06/BC01/").status_code == 404
    rows = sheet_of(client.get("/confirmations/list/?export=xlsx"))
    assert {row[1] for row in rows[1:]} == {"丹阳苑"}


def test_the_list_is_searched_by_month_service_and_signer(estate, elsewhere):
    client = visitor("dispatcher")
    assert len(sheet_of(client.get("/confirmations/list/?q=2022-04&export=xlsx"))) == 3
    assert len(sheet_of(client.get("/confirmations/list/?q=秩序&export=xlsx"))) == 3
    assert len(sheet_of(client.get(f"/confirmations/list/?estate={elsewhere.pk}&export=xlsx"))) == 2


def test_more_estates_take_no_more_queries(estate):
    client = visitor("accountant")
    few = queries_of(client, "/confirmations/?year=2022")
    for _ in range(5):
        confirm(EstateFactory(), JUNE)
    assert queries_of(client, "/confirmations/?year=2022") == few


def test_the_estate_page_has_its_months(estate):
    page = text_of(visitor("auditor").get("/estates/BC05/?tab=confirmations"))
    assert "/confirmations/2022-04/BC05/" in page
    assert "/confirmations/2022-02/BC05/" not in page


def test_the_overview_tells_what_is_missing(estate, elsewhere):
    page = text_of(visitor("accountant").get("/?month=2022-06"))
    assert "/confirmations/2022-06/BC05/" in page
    assert "/confirmations/2022-06/BC01/" not in page

"""The list kit, on the list of estates: it is the simplest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from property_ops.framework.models import AuditEvent
from property_ops.framework.web.exports import _distinct
from property_ops.framework.workbook import HEAD_ROWS
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from tests.pages import book_of, sheet_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


def names(client, **query):
    """The estates in the order of the page."""
    table = client.get("/estates/", query).context["table"]
    return [row.record.name for row in table.paginated_rows]


@pytest.fixture
def estates():
    return [EstateFactory(code=f"BC{number:02d}", name=f"小区{number:02d}", built_year=1990) for number in range(1, 61)]


def test_a_long_list_comes_in_pages_with_its_count(estates):
    client = visitor()
    assert len(names(client)) == 50
    assert "60 entries" in client.text("/estates/")
    assert names(client, page=2) == [f"小区{number}" for number in range(51, 61)]


@pytest.mark.parametrize("page", ["0", "-1", "99", "abc", "1e9", "９", "9" * 30])
def test_a_page_that_is_not_there_is_the_nearest_one(estates, page):
    assert visitor().get("/estates/", {"page": page}).status_code == 200


def test_nobody_can_ask_for_everything_on_one_page(estates):
    client = visitor()
    assert len(names(client, per_page=100000)) == 50
    assert len(names(client, per_page=100)) == 60


def test_a_list_sorts_both_ways_and_equals_keep_their_order_over_pages(estates):
    client = visitor()
    assert names(client, sort="-code")[0] == "小区60"
    both = names(client, sort="built_year") + names(client, sort="built_year", page=2)
    assert both == [estate.name for estate in estates]


def test_a_heading_sorts_and_sorts_back_and_keeps_search_and_filters(estates):
    client = visitor()
    assert 'href="?q=%E5%B0%8F%E5%8C%BA&amp;sort=name"' in client.text("/estates/", q="小区", page=2)
    page = client.text("/estates/", sort="name")
    assert 'href="?sort=-name"' in page
    assert 'aria-sort="ascending"' in page


def test_the_pages_and_their_sizes_are_links_that_keep_the_rest(estates):
    page = visitor().text("/estates/", q="小区")
    assert "&amp;page=2" in page
    assert "&amp;per_page=100" in page
    assert "<strong>50</strong>" in page


def test_an_unknown_column_to_sort_by_is_ignored(estates):
    assert len(names(visitor(), sort="password")) == 50


def test_search_and_filters_narrow_the_list_and_can_be_taken_back(estates):
    client = visitor()
    assert names(client, q="小区07") == ["小区07"]
    assert "Show all" in client.text("/estates/", q="小区07")
    assert names(client, management="assisted") == []
    assert "Nothing found" in client.text("/estates/", management="assisted")


def test_a_filter_value_that_is_not_offered_finds_nothing_rather_than_everything(estates):
    assert names(visitor(), management="x' OR 1=1") == []


def test_an_empty_list_says_what_to_do():
    page = visitor("accountant").text("/estates/")
    assert "There is nothing here yet." in page
    assert 'href="/import/"' in page
    assert "Import the office" not in visitor("auditor").text("/estates/")


def test_excel_has_the_whole_filtered_list_in_its_order_and_not_only_the_page(estates):
    client = visitor()
    rows = sheet_of(client.get("/estates/", {"export": "xlsx", "sort": "-code", "page": 2}))
    assert len(rows) == 61
    assert rows[0][:2] == ("Estate code", "Estate")
    assert rows[1][:2] == ("BC60", "小区60")
    assert len(sheet_of(client.get("/estates/", {"export": "xlsx", "q": "小区07"}))) == 2


def test_excel_speaks_the_readers_language(estates):
    rows = sheet_of(visitor(language="zh-hans").get("/estates/", {"export": "xlsx"}))
    assert rows[0][1] == "小区"


@pytest.mark.parametrize("evil", ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_a_cell_is_never_a_formula_in_excel(evil):
    EstateFactory(code="BC01", name=evil)
    cell = book_of(visitor().get("/estates/", {"export": "xlsx"})).active.cell(HEAD_ROWS + 2, 2)
    assert (cell.value, cell.data_type) == (evil, "s")
    assert cell.hyperlink is None


def test_excel_keeps_numbers_and_days_as_such():
    estate = EstateFactory(code="BC01", name="甲")
    UnitFactory(estate=estate, area="93.02")
    headings, values = sheet_of(visitor().get("/estates/", {"export": "xlsx"}))
    row = dict(zip(headings, values, strict=True))
    assert (row["Units"], row["Building area (m²)"]) == (1, 93.02)
    assert row["Take-over date"].isoformat() == "2020-01-01T00:00:00"


def test_columns_with_one_heading_do_not_swallow_each_other():
    assert _distinct(["月份", "金额", "金额", "金额"]) == ["月份", "金额", "金额 (2)", "金额 (3)"]


def test_the_export_of_peoples_data_is_recorded_and_that_of_estates_is_not():
    client = visitor()
    UnitFactory()
    client.get("/estates/", {"export": "xlsx"})
    assert not AuditEvent.objects.exists()
    client.get("/units/", {"export": "xlsx", "q": "王芳"})
    event = AuditEvent.objects.get()
    assert (event.user, event.action, event.subject) == (client.user, "people.exported", "units")
    assert event.detail == {"rows": 0, "asked": {"q": "王芳"}}


def test_an_export_leaves_no_file_behind(settings):
    before = set(settings.DATA.iterdir())
    sheet_of(visitor().get("/estates/", {"export": "xlsx"}))
    assert set(settings.DATA.iterdir()) == before


def test_a_list_asks_as_much_for_fifty_rows_as_for_one():
    client = visitor()
    EstateFactory()
    client.get("/estates/")
    with CaptureQueriesContext(connection) as one:
        client.get("/estates/")
    EstateFactory.create_batch(49)
    with CaptureQueriesContext(connection) as fifty:
        client.get("/estates/")
    assert len(fifty) == len(one)
    assert len(fifty) <= 8


def test_what_is_typed_never_becomes_markup():
    page = visitor().text("/estates/", q='"><script>alert(1)</script>')
    assert "<script>alert" not in page

"""The half-year table on screen, as Excel and on paper."""

import html
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pypdf
import pytest

from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.insight.domain.figures import FIGURES
from property_ops.modules.meetings.models import Meeting, MeetingMinutes
from property_ops.modules.parking.models.violation import ParkingViolation, ViolationKind
from property_ops.modules.parking.services.violations import add_violation_photo, record_violation, settle
from property_ops.modules.parking.testing import SpaceFactory
from property_ops.modules.works.public import WorkResult, work_kinds
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import queries_of, sheet_of, text_of, visitor
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db

HALF = "/insight/?first=2022-01-01&last=2022-06-30"


@pytest.fixture
def records():
    """Two managed estates; what is not accepted, or accepted outside the half-year, must not be counted."""
    one = EstateFactory(code="BC01", name="牡丹花园", taken_over_on=date(2021, 3, 1))
    two = EstateFactory(code="BC02", name="北城新村", taken_over_on=date(2022, 9, 1))
    SpaceFactory.create_batch(3, estate=one)
    WorkOrderFactory(estate=one, kind="路面修补", accepted=Decimal("2800.5"), done=Decimal(3000))
    WorkOrderFactory(estate=two, kind="外墙粉刷", accepted=Decimal(500), done=Decimal(500))
    WorkOrderFactory(estate=two, kind="内墙粉刷", accepted=Decimal(240), done=Decimal(240))
    WorkOrderFactory(estate=two, kind="雨污分流", unit="个", accepted=Decimal(1), done=Decimal(1))
    WorkOrderFactory(estate=two, kind="修剪树木", unit="棵", accepted=Decimal(9), done=Decimal(9))
    WorkOrderFactory(estate=one, kind="路面修补", result=WorkResult.REWORK)
    WorkOrderFactory(estate=one, kind="路面修补", done_on=date(2022, 6, 30), accepted_on=date(2022, 7, 1))
    return one, two


@pytest.fixture
def manager(records):
    return visitor("manager")


def rows_of(page):
    """Label → (unit, total, value of each estate)."""
    found = {}
    for body in re.findall(r"<tr>\s*<th scope=\"row\"[^>]*>(.*?)</tr>", page, re.S):
        label, *cells = re.split(r"</th>|</td>", body)
        found[label] = tuple(re.sub(r"<[^>]*>", "", cell).strip() for cell in cells if cell.strip())
    return found


def test_the_figures_are_those_of_the_records(manager):
    rows = rows_of(text_of(manager.get(HALF)))
    assert rows["修补路面"] == ("㎡", "2,800.5", "2,800.5", "")
    assert rows["粉刷楼栋外墙面"] == ("㎡", "500", "", "500")
    assert rows["粉刷墙面合计"] == ("㎡", "740", "", "740")
    assert rows["完成雨污分流的小区"] == ("个", "1", "", "1")
    assert rows["承接项目"] == ("个", "1", "1", "")
    assert rows["停车位（当前台账）"] == ("个", "3", "3", "")


def test_what_nothing_is_recorded_for_says_so(manager):
    rows = rows_of(text_of(manager.get(HALF)))
    for label in ("满意度：参评率", "办理来访、网信、领导信箱", "清运垃圾", "规划停车位（工程验收）"):
        assert rows[label][1] == "无记录"


def test_works_that_no_figure_takes_are_told(manager):
    assert "未计入：1 个“修剪树木”工单，共 9 棵" in text_of(manager.get(HALF))


def test_the_last_day_counts(manager):
    page = text_of(manager.get("/insight/?first=2022-07-01&last=2022-07-01"))
    assert rows_of(page)["修补路面"][1] == "120"


def test_one_estate_alone(manager):
    page = text_of(manager.get(f"{HALF}&estate=BC02"))
    assert rows_of(page)["修补路面"][1] == "无记录"
    assert "牡丹花园" not in page.split("<tbody>")[1]


def test_without_dates_it_is_the_last_half_year_of_which_there_is_something_to_see(manager, records):
    """One work of July says little beside a whole first half-year; once there are as many, July's is shown."""
    assert 'value="2022-01-01"' in text_of(manager.get("/insight/"))
    for _number in range(5):
        WorkOrderFactory(estate=records[0], done_on=date(2022, 7, 1), accepted_on=date(2022, 7, 2))
    assert 'value="2022-07-01"' in text_of(manager.get("/insight/"))


@pytest.mark.parametrize(
    "asked", ["first=2022-06-30&last=2022-01-01", "first=gestern", "last=2022-02-30", "estate=XX", "first="]
)
def test_a_period_that_is_none_is_refused_with_a_sentence(asked, manager):
    answer = manager.get(f"/insight/?{asked}")
    assert answer.status_code == 422
    assert "note-error" in answer.content.decode()


def test_the_charts_get_their_numbers_as_data(manager):
    page = text_of(manager.get(HALF))
    estates, months = (
        json.loads(re.search(rf'<script id="chart-{key}" type="application/json">(.*?)</script>', page, re.S)[1])
        for key in ("estates", "months")
    )
    assert estates["names"] == ["牡丹花园", "北城新村"]
    assert [(one["name"], one["values"]) for one in estates["series"]] == [
        ("修补路面", [2800.5, 0]), ("粉刷楼栋外墙面", [0, 500]), ("粉刷小区内墙面", [0, 240]),
    ]  # fmt: skip
    assert months["names"][0] == "2022-01"
    assert len(months["names"]) == 6
    assert page.count("以表格查看") == 2, "each for who does not see it, too"


def test_excel_has_a_column_for_each_estate(manager):
    head, *rows = sheet_of(manager.get(f"{HALF}&export=xlsx"))
    assert head == ("指标", "单位", "合计", "牡丹花园", "北城新村")
    assert ("修补路面", "㎡", 2800.5, 2800.5, None) in rows
    assert ("其中：粉刷小区内墙面", "㎡", 240, None, 240) in rows
    assert ("满意度：满意率", "%", "无记录", None, None) in rows
    assert ("未计入：修剪树木", "棵", 9, None, None) in rows


def test_the_paper_has_the_same_figures(manager):
    data = manager.get(f"{HALF}&export=pdf").content
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    for words in ("半年报表", "2022-01-01 – 2022-06-30", "2,800.5", "无记录", "牡丹花园", "未计入：1 个“修剪树木”工单"):
        assert words in text


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("manager", 200),
        ("reviewer", 200),
        ("auditor", 200),
        ("dispatcher", 403),
        ("accountant", 403),
        ("grid_worker", 403),
    ],
)
def test_who_may_see_it(role, status, records):
    assert visitor(role, records[0]).get(HALF).status_code == status


def test_an_empty_installation_has_an_empty_table():
    rows = rows_of(text_of(visitor("manager").get("/insight/")))
    assert {cells[1] for cells in rows.values()} == {"无记录"}


def test_more_works_take_no_more_queries(manager, records):
    few = queries_of(manager, HALF)
    WorkOrderFactory.create_batch(5, estate=records[0])
    assert queries_of(manager, HALF) == few


def test_every_figure_counts_a_kind_that_some_module_declares():
    assert [figure.code for figure in FIGURES if not work_kinds().coded(figure.kind)] == []


def test_every_unit_of_a_kind_is_taken_by_one_of_its_figures():
    """A work in a unit that its kind takes is never left uncounted."""
    for kind in {figure.kind for figure in FIGURES}:
        figures = [figure for figure in FIGURES if figure.kind == kind]
        declared = work_kinds().coded(kind)
        for unit in (*declared.units, *declared.other_units):
            assert any(figure.counts(kind, unit) for figure in figures), (kind, unit)


def test_a_figure_opens_its_works_and_photos_and_no_others(manager, records):
    page = text_of(manager.get(HALF))
    address = html.unescape(re.search(r'href="(/insight/rows/road/[^"]*estate=BC01)"', page)[1])
    rows = text_of(manager.get(address))
    assert "2,800.5" in rows
    assert len(re.findall(r'href="/works/[^"]', rows)) == 1  # not what was sent back, nor accepted later
    assert not re.findall(r'href="/works/[^"]', text_of(manager.get(address.replace("BC01", "BC02"))))
    for odd in ("/insight/rows/road/", "/insight/rows/none/?first=2022-01-01&last=2022-06-30"):
        assert manager.get(odd).status_code == 404
    assert visitor("dispatcher").get(address).status_code == 403


def test_cars_that_were_dealt_with_are_counted_from_the_register_of_parking(manager, records):
    assert rows_of(text_of(manager.get(HALF)))["乱停放治理"] == ("辆次", "无记录", "", "")
    one, _two = records
    seen = datetime(2022, 5, 3, 9, tzinfo=UTC)
    for settled in (seen, None):
        ParkingViolation.objects.create(
            estate=one, place="消防通道", plate="鲁R12345", what="fire_lane", seen_at=seen, recorded_by=manager.user,
            state="settled" if settled else "open", settled_at=settled, settled_by=manager.user if settled else None,
        )  # fmt: skip
    assert rows_of(text_of(manager.get(HALF)))["乱停放治理"] == ("辆次", "1", "1", "")
    rows = text_of(manager.get("/insight/rows/misparking/?first=2022-01-01&last=2022-06-30&estate="))
    assert "消防通道" in rows
    assert "鲁R12345" not in rows


def test_the_cars_that_were_dealt_with_are_shown_with_their_photos(manager, records):
    one, _two = records
    seen, by = datetime(2022, 5, 3, 9, tzinfo=UTC), UserFactory(role="dispatcher")
    record = record_violation(
        estate=one, place="消防通道", plate="鲁R12345", what=ViolationKind.FIRE_LANE, at=seen, now=seen, by=by
    )
    photo = add_violation_photo(record=record, data=photos.jpeg(), by=by, now=seen)
    settle(record=record, at=seen, by=by)
    rows = text_of(manager.get("/insight/rows/misparking/?first=2022-01-01&last=2022-06-30&estate="))
    assert f'src="/parking/violations/photos/{photo.pk}/small/"' in rows


def test_every_figure_with_a_value_opens_its_rows(records):
    page = visitor("administrator").get(HALF).content.decode()
    table = page.split("insight-table", 1)[1].split("</table>", 1)[0]
    cells = re.findall(r'<td class="num[^"]*">(.*?)</td>', table, re.DOTALL)
    bare = [cell for cell in cells if cell.strip() and "<a " not in cell and "insight-none" not in cell]
    assert [cell for cell in bare if cell.strip() != "0"] == []


def test_the_figures_of_the_charts_open_rows_that_add_up_to_them(manager):
    """Of each estate and each month, on the drawing and in its table; so does what no figure takes."""
    page = manager.get(HALF).content.decode()
    tables = re.findall(r'class="chart-table">(.*?)</table>', page, re.DOTALL)
    cells = [cell for table in tables for cell in re.findall(r'<td class="num">(.*?)</td>', table)]
    linked = [re.match(r'<a href="([^"]+)">([\d,.]+)</a>', cell) for cell in cells if cell != "0"]
    left = re.search(r'href="([^"]*uncounted[^"]*)">未计入：.*?共 (9) 棵', page)
    assert len(linked) == 6
    for found in (*linked, left):
        rows = text_of(manager.get(html.unescape(found[1])))
        behind = sum(Decimal(one.replace(",", "")) for one in re.findall(r'<td class="num">([\d,.]+) ', rows))
        assert behind == Decimal(found[2].replace(",", ""))


def held(estate, *, on, number):
    """A meeting with minutes."""
    begins = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    told = {"title": "楼道照明", "agenda": "一、照明", "place": "小广场", "convener": "党支部"}
    meeting = Meeting.objects.create(
        estate=estate, number=number, kind="stool", begins_at=begins, by=UserFactory(), at=begins, **told
    )
    MeetingMinutes.objects.create(meeting=meeting, text="安装声控灯", by=UserFactory(), at=begins)
    return meeting


def test_what_other_modules_count_stands_in_the_table_and_opens_its_rows(records):
    one, two = records
    first, second = held(one, on=date(2022, 5, 3), number="HY1"), held(two, on=date(2022, 6, 30), number="HY2")
    held(two, on=date(2022, 7, 1), number="HY3")
    Meeting.objects.create(
        estate=one, number="HY4", kind="stool", title="未开", agenda="一", begins_at=first.begins_at,
        place="小广场", convener="党支部", by=UserFactory(), at=first.begins_at,
    )  # fmt: skip
    manager = visitor("manager")
    page = text_of(manager.get(HALF))
    assert rows_of(page)["召开居民议事会"] == ("次", "2", "1", "1")
    assert "入户走访" not in rows_of(page), "what nothing is recorded for has no row here"
    behind = html.unescape(re.search(r'href="(/insight/rows/meetings_held/[^"]*)"', page)[1])
    rows = text_of(manager.get(behind))
    assert ("HY1 楼道照明" in rows, "HY2 楼道照明" in rows, "HY3" in rows, "HY4" in rows) == (True, True, False, False)
    assert f'href="/meetings/{second.pk}/"' in rows
    assert "HY1" not in text_of(manager.get(behind.replace("estate=", "estate=BC02")))

"""The register of parking spaces: who leases what, from when, until when."""

from datetime import date
from decimal import Decimal

import pytest

from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.parking.public import Lease, Space
from tests.property_ops.framework.importing.papers import (
    SPACES,
    cells,
    counts,
    errors,
    only_error,
    register,
    run,
    warnings,
    workbook,
)


@pytest.fixture
def estate(db) -> Estate:
    estate = Estate.objects.create(code="BC03", name="益和小区", management="assisted")
    for building, entrance, room in ((1, 1, "0701"), (9, 4, "0601"), (9, 4, "1601"), (2, 1, "0301")):
        Unit.objects.create(
            estate=estate, building=building, entrance=entrance, room=room, code=f"BC03-{building}-{entrance}-{room}",
            area=Decimal(90), use="residential",
        )  # fmt: skip
    return estate


def space(**named) -> list:
    usual = {"小区": "益和小区", "车位号": "C001", "类型": "固定", "尺寸(米)": "2.5×5.3"}
    return cells(SPACES, **(usual | named))


def leased(**named) -> list:
    usual = {
        "使用房屋": "9-4-0601",
        "车牌号": "鲁R12345",
        "月租(元)": 60.0,
        "起租日期": "2022.1.25",
        "到期日期": "长期",
    }
    return space(**(usual | named))


def spaces(folder, *rows, as_of: date = date(2022, 7, 1)):
    return run(workbook(folder / "车位.xlsx", {"车位台账": register(SPACES, *rows)}), as_of=as_of)


def leases() -> list[tuple]:
    return list(Lease.objects.order_by("space__number", "start").values_list("unit__code", "start", "end"))


def test_a_space_and_its_lease(tmp_path, estate):
    report = spaces(
        tmp_path, leased(车牌号="鲁r·1７c45(白色轿车)", 到期日期="2022/5/30"), space(车位号="C002", 类型="充电")
    )
    assert counts(report) == [("车位台账", 2, 1, 0, 0, 0)]
    assert Space.objects.values_list("number", "kind", "width", "length").order_by("number")[0] == (
        "C001", "fixed", Decimal("2.5"), Decimal("5.3"),
    )  # fmt: skip
    lease = Lease.objects.get()
    assert (lease.plate, lease.vehicle, lease.monthly_rent) == ("鲁R17C45", "白色轿车", Yuan(6000))
    assert (lease.start, lease.end) == (date(2022, 1, 25), date(2022, 5, 31))


@pytest.mark.parametrize("end", ["长期", None, "", "永久", "-"])
def test_an_open_end(tmp_path, estate, end):
    spaces(tmp_path, leased(到期日期=end))
    assert leases() == [("BC03-9-4-0601", date(2022, 1, 25), None)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("9-4-0601", "9-4-0601"), ("9-4-601", "9-4-0601"), ("９号楼４单元６０１", "9-4-0601"), ("1号楼1单元0701室",
         "1-1-0701"),
        ("BC03-2-1-301", "2-1-0301"), ("益和小区2号楼1单元301", "2-1-0301"), ("2号楼301", "2-1-0301"),
         ("9#4单元1601", "9-4-1601"),
    ],
)  # fmt: skip
def test_the_unit_is_found_however_it_is_written(tmp_path, estate, written, code):
    assert not errors(spaces(tmp_path, leased(使用房屋=written)))
    assert leases()[0][0] == f"BC03-{code}"


@pytest.mark.parametrize("written", ["9-4-602", "9-9-0601", "张三家", "BC01-9-4-0601", "牡丹花园9-4-0601", "601"])
def test_an_unknown_unit_is_refused(tmp_path, estate, written):
    Estate.objects.create(code="BC01", name="牡丹花园", management="assisted")
    assert only_error(spaces(tmp_path, leased(使用房屋=written))).column == "使用房屋"
    assert Space.objects.count() == 0


def test_a_room_that_may_be_two_is_refused(tmp_path, estate):
    Unit.objects.create(
        estate=estate, building=9, entrance=4, room="601", code="BC03-9-4-601", area=90, use="residential"
    )
    assert not errors(spaces(tmp_path, leased(使用房屋="9-4-601")))
    assert leases()[0][0] == "BC03-9-4-601"
    assert "BC03-9-4-0601" in only_error(spaces(tmp_path, leased(使用房屋="9号楼601"))).facts["units"]


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ({"月租(元)": None}, "月租(元)"), ({"月租(元)": 60.005}, "月租(元)"), ({"月租(元)": -60}, "月租(元)"),
        ({"起租日期": None}, "起租日期"), ({"起租日期": "2022-02-30"}, "起租日期"), ({"到期日期": "2022-01-24"},
         "到期日期"),
        ({"到期日期": "不知道"}, "到期日期"), ({"类型": "机械"}, "类型"), ({"小区": "没有"}, "小区"),
         ({"车位号": None}, "车位号"),
        ({"使用房屋": None}, "车牌号"), ({"使用房屋": None, "车牌号": None}, "起租日期"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_lease_keeps_the_file_out(tmp_path, estate, cell, column):
    assert only_error(spaces(tmp_path, leased(**cell), space(车位号="C002"))).column == column
    assert Space.objects.count() == 0


def test_a_lease_of_one_day_is_right(tmp_path, estate):
    assert not errors(spaces(tmp_path, leased(到期日期="2022-01-25")))
    assert leases()[0][1:] == (date(2022, 1, 25), date(2022, 1, 26))


def test_the_list_price_of_a_free_space_makes_no_lease(tmp_path, estate):
    assert not errors(spaces(tmp_path, space(**{"月租(元)": 60})))
    assert leases() == []


def test_an_odd_plate_is_a_warning(tmp_path, estate):
    assert [problem.value for problem in warnings(spaces(tmp_path, leased(车牌号="临牌123")))] == ["临牌123"]


def test_leases_one_after_another_are_right_and_overlapping_ones_are_not(tmp_path, estate):
    first, second = leased(到期日期="2022-03-31"), leased(使用房屋="1-1-0701", 起租日期="2022-04-01")
    assert not errors(spaces(tmp_path, first, second))
    assert len(leases()) == 2
    overlapping = leased(使用房屋="1-1-0701", 起租日期="2022-03-31")
    assert only_error(spaces(tmp_path, first, overlapping)).column == "起租日期"


def test_a_space_entered_twice(tmp_path, estate):
    assert len(warnings(spaces(tmp_path, leased(), leased()))) == 1
    assert len(leases()) == 1
    assert only_error(spaces(tmp_path, space(), space(类型="充电"))).column == "车位号"


def test_a_second_import_changes_nothing(tmp_path, estate):
    rows = [leased(), space(车位号="C002"), leased(车位号="C003", 使用房屋="1-1-0701", 到期日期="2022-06-30")]
    spaces(tmp_path, *rows)
    before = leases()
    assert counts(spaces(tmp_path, *rows)) == [("车位台账", 3, 0, 0, 3, 0)]
    assert leases() == before


def test_a_new_lessee_ends_the_lease_before(tmp_path, estate):
    spaces(tmp_path, leased())
    report = spaces(tmp_path, leased(使用房屋="1-1-0701", 起租日期="2022-08-01"))
    assert not errors(report)
    assert leases() == [
        ("BC03-9-4-0601", date(2022, 1, 25), date(2022, 8, 1)),
        ("BC03-1-1-0701", date(2022, 8, 1), None),
    ]
    assert len(warnings(report)) == 1


def test_a_lease_that_is_gone_from_the_register_ends_on_the_day_given(tmp_path, estate):
    spaces(tmp_path, leased())
    report = spaces(tmp_path, space(), as_of=date(2022, 7, 1))
    assert leases() == [("BC03-9-4-0601", date(2022, 1, 25), date(2022, 7, 1))]
    assert len(warnings(report)) == 1


def test_a_corrected_rent_or_first_day_changes_the_lease(tmp_path, estate):
    spaces(tmp_path, leased())
    spaces(tmp_path, leased(**{"月租(元)": 80}))
    assert Lease.objects.get().monthly_rent == Yuan(8000)
    spaces(tmp_path, leased(起租日期="2022-01-20", **{"月租(元)": 80}))
    assert leases() == [("BC03-9-4-0601", date(2022, 1, 20), None)]


def test_a_register_of_one_estate_may_name_it_in_the_sheet_only(tmp_path, estate):
    rows = [row[1:] for row in (SPACES, leased())]
    assert not errors(run(workbook(tmp_path / "车位.xlsx", {"益和小区": [["益和小区车位台账"], *rows]})))
    assert "小区" in only_error(run(workbook(tmp_path / "车位.xlsx", {"车位": rows}))).says

"""The office's registers as plain facts, read from the workbooks of a pack without any code of the product.

Each class is a row of a register after its mess is undone; `read_pack` undoes it. `tests/scenarios/mess.py` documents
the forms of mess by making them.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

ONE_DAY = timedelta(days=1)
EXCEL_DAY_ZERO = date(1899, 12, 30)
FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @property
    def days(self) -> list[date]:
        return [date(self.year, self.number, day) for day in range(1, self.length + 1)]

    @property
    def length(self) -> int:
        return calendar.monthrange(self.year, self.number)[1]

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True)
class Estate:
    code: str
    name: str
    managed_from: date | None  # None: only assisted


@dataclass(frozen=True)
class Unit:
    estate: str  # code, as everywhere below
    building: int
    entrance: int
    room: str
    area: Fraction
    use: str  # 住宅, 商业
    vacant: bool

    @property
    def code(self) -> str:
        return f"{self.estate}-{self.building}-{self.entrance}-{self.room}"


@dataclass(frozen=True)
class Lease:
    estate: str
    space: str
    unit: str  # unit code
    rent: Fraction  # yuan a month
    start: date
    end: date | None  # first day that no longer counts


@dataclass(frozen=True)
class Tariff:
    estate: str
    item: str  # 物业服务费, 空置房减免, 停车服务费
    applies_to: str
    rate: Fraction
    start: date
    end: date | None

    def in_force(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Confirmation:
    estate: str
    month: Month
    item: str
    weight: Fraction
    done: Fraction
    by_both: bool


@dataclass(frozen=True)
class Work:
    number: str
    estate: str
    done: Fraction | None
    accepted: Fraction | None
    accepted_on: date | None
    cost: Fraction  # labour, material and machine, in yuan
    ceiling: Fraction | None
    payer: str  # 居民分摊, 街道补贴, 维修资金, 公共收益
    scope: str  # 全小区, 3号楼, 1-3号楼, 3号楼2单元
    result: str  # 合格, 待验收, 返工


@dataclass
class Pack:
    estates: dict[str, Estate] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    leases: list[Lease] = field(default_factory=list)
    tariffs: list[Tariff] = field(default_factory=list)
    confirmations: list[Confirmation] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)


# --- cells -----------------------------------------------------------------------------------------------------------


def words(cell: Any) -> str:
    """Text without any white space, full-width digits made plain; a whole number has no ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s", "", str(cell)).translate(FULL_WIDTH)


def whole(cell: Any) -> int:
    """`３号楼`, `3#`, ` 3 `, `3单`, 3.0 → 3"""
    return int(re.sub(r"(号楼|#楼|#|栋|单元|单)$", "", words(cell)))


def amount(cell: Any) -> Fraction | None:
    """`81.84 平方米`, `６４．３３`, 93.02 → exactly what is written there."""
    written = re.sub(r"(平方米|平|㎡)$", "", words(cell))
    return Fraction(Decimal(written)) if written else None


def day(cell: Any) -> date | None:
    """A date cell, Excel's number of a day, or a text in one of five forms; None for an empty cell and 长期."""
    if isinstance(cell, datetime):
        return cell.date()
    written = words(cell)
    if written in ("", "长期"):
        return None
    if re.fullmatch(r"\d{5}", written):
        return EXCEL_DAY_ZERO + timedelta(days=int(written))
    if re.fullmatch(r"\d{8}", written):
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    year, month, of_month = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", written).groups()
    return date(int(year), int(month), int(of_month))


def last_day(cell: Any) -> date | None:
    """Rule 2: an end date in the papers still counts; what is kept is the first day that does not."""
    end = day(cell)
    return None if end is None else end + ONE_DAY


def month(cell: Any) -> Month:
    """`2022年1月`"""
    year, number = re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})月?", words(cell)).groups()
    return Month(int(year), int(number))


# --- registers -------------------------------------------------------------------------------------------------------


def read_pack(folder: Path) -> Pack:
    """The facts of all workbooks in a folder, whatever the files are called; receipts are left out."""
    sheets = [sheet for path in sorted(folder.glob("*.xlsx")) for sheet in _sheets(path)]
    pack = Pack()
    for title, rows in _with_columns(sheets, "小区编号", "接管日期"):
        del title
        for row in rows:
            taken_over = day(row["接管日期"]) if words(row["管理方式"]) == "在管" else None
            estate = Estate(words(row["小区编号"]), words(row["小区名称"]), taken_over)
            pack.estates[estate.code] = estate
    code_of = {estate.name: estate.code for estate in pack.estates.values()}
    for title, rows in _with_columns(sheets, "房号", "建筑面积(㎡)"):
        _read_units(pack, code_of[words(title)], list(rows))
    for _title, rows in _with_columns(sheets, "车位号", "使用房屋"):
        pack.leases += [_lease(row, pack, code_of) for row in rows if words(row["使用房屋"])]
    for _title, rows in _with_columns(sheets, "收费项目", "标准"):
        pack.tariffs += [_tariff(row, code_of) for row in rows]
    for _title, rows in _with_columns(sheets, "服务月份", "完成比例"):
        pack.confirmations += [_confirmation(row, code_of) for row in rows]
    for _title, rows in _with_columns(sheets, "工单号", "验收结果"):
        pack.works += [_work(row, code_of) for row in rows]
    return pack


def _read_units(pack: Pack, estate: str, rows: list[dict[str, Any]]) -> None:
    """One sheet. Where some room of it is written 0301, Excel took the zero of those that are shorter."""
    rooms = [re.sub(r"室$", "", words(row["房号"])) for row in rows]
    width = max((len(room) for room in rooms if room.startswith("0")), default=0)
    for row, room in zip(rows, rooms, strict=True):
        unit = Unit(
            estate, whole(row["楼号"]), whole(row["单元"]), room.zfill(width), amount(row["建筑面积(㎡)"]),
            words(row["房屋性质"]), words(row["入住情况"]) == "空置",
        )  # fmt: skip
        # A unit entered twice is one unit.
        assert pack.units.setdefault(unit.code, unit) == unit, f"{unit.code} is there twice and differs"


def _lease(row: dict[str, Any], pack: Pack, code_of: dict[str, str]) -> Lease:
    estate = code_of[words(row["小区"])]
    building, entrance, room = re.fullmatch(r"(\d+)(?:号楼|-)(\d+)(?:单元|-)(\d+)", words(row["使用房屋"])).groups()
    unit = f"{estate}-{int(building)}-{int(entrance)}-{room}"
    assert unit in pack.units, f"space {row['车位号']}: no unit {unit}"
    rent, start = amount(row["月租(元)"]), day(row["起租日期"])
    return Lease(estate, words(row["车位号"]), unit, rent, start, last_day(row["到期日期"]))


def _tariff(row: dict[str, Any], code_of: dict[str, str]) -> Tariff:
    return Tariff(
        code_of[words(row["小区"])], words(row["收费项目"]), words(row["适用"]), amount(row["标准"]),
        day(row["执行日期"]), last_day(row["截止日期"]),
    )  # fmt: skip


def _confirmation(row: dict[str, Any], code_of: dict[str, str]) -> Confirmation:
    by_both = bool(words(row["业委会确认人"]) and words(row["党支部确认人"]))
    return Confirmation(
        code_of[words(row["小区"])], month(row["服务月份"]), words(row["服务内容"]), amount(row["权重"]),
        amount(row["完成比例"]), by_both,
    )  # fmt: skip


def _work(row: dict[str, Any], code_of: dict[str, str]) -> Work:
    cost = sum((amount(row[column]) or Fraction(0) for column in ("人工费", "材料费", "机械费")), Fraction(0))
    return Work(
        words(row["工单号"]), code_of[words(row["小区"])], amount(row["完成量"]), amount(row["验收量"]),
        day(row["验收日期"]), cost, amount(row.get("费用上限")), words(row["费用承担"]), words(row["分摊范围"]),
        words(row["验收结果"]),
    )  # fmt: skip


# --- sheets ----------------------------------------------------------------------------------------------------------

Sheet = tuple[str, list[tuple[Any, ...]]]


def _sheets(path: Path) -> Iterator[Sheet]:
    workbook = load_workbook(path, read_only=True, data_only=True)
    for sheet in workbook:
        yield sheet.title, list(sheet.iter_rows(values_only=True))
    workbook.close()


def _with_columns(sheets: list[Sheet], *columns: str) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The sheets that have these columns, each with its rows by column; totals and blank rows are left out."""
    for title, rows in sheets:
        for at, row in enumerate(rows):
            heads = [words(cell) for cell in row]
            if set(columns) <= set(heads):
                yield title, (dict(zip(heads, below, strict=False)) for below in rows[at + 1 :] if _counts(below))
                break


def _counts(row: tuple[Any, ...]) -> bool:
    written = [words(cell) for cell in row]
    return any(written) and not {"小计", "合计", "总计"} & set(written)

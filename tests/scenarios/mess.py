"""The forms in which one fact stands in the office's workbooks: each method is a fact, its list the forms."""

from datetime import date, datetime
from fractions import Fraction
from random import Random
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.scenarios.papers import EXCEL_DAY_ZERO, ONE_DAY, Month

PLAIN, FULL_WIDTH = "0123456789.", "０１２３４５６７８９．"

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN_NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英喆䶮堃燚犇"


class Mess:
    """A clerk with habits: the same seed writes the same cells."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def _one_of(self, *forms: Any) -> Any:
        return self.random.choice(forms)

    def full_width(self, text: str) -> str:
        return text.translate(str.maketrans(PLAIN, FULL_WIDTH))

    def building(self, number: int) -> str | int | float:
        plain = str(number)
        return self._one_of(
            number, float(number), plain, f" {plain} ", f"{plain}号楼", f"{plain}栋", f"{plain}#", f"{plain}#楼",
            self.full_width(plain), self.full_width(plain) + "号楼",
        )  # fmt: skip

    def entrance(self, number: int) -> str | int | float:
        plain = str(number)
        return self._one_of(
            number, float(number), plain, f"{plain}单元", f"{plain}单", self.full_width(plain), f"{plain} 单元"
        )

    def room(self, room: str) -> str | int:
        """A number cell has no leading zero: Excel took it."""
        return self._one_of(room, int(room), f"{room} ", f"{room}室", self.full_width(room))

    def unit(self, building: int, entrance: int, room: str) -> str:
        """How the parking register names a unit."""
        return self._one_of(f"{building}-{entrance}-{room}", f"{building}号楼{entrance}单元{room}")

    def area(self, area: Fraction) -> str | float:
        plain = str(float(area))
        return self._one_of(
            float(area), float(area), f"{plain}㎡", f"{plain}平", f"{plain} 平方米", self.full_width(plain)
        )

    def day(self, day: date) -> Any:
        """Five forms of text, two of a date cell, and the bare number of a day."""
        return self._one_of(
            f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
            f"{day.year}/{day.month}/{day.day}", f"{day:%Y-%m-%d}", day, datetime(day.year, day.month, day.day),
            (day - EXCEL_DAY_ZERO).days,
        )  # fmt: skip

    def last_day(self, end: date | None) -> Any:
        """An end date in the papers is the last day that still counts."""
        return self._one_of("", "长期", None) if end is None else self.day(end - ONE_DAY)

    def month(self, month: Month) -> str:
        return f"{month.year}年{month.number}月"

    def estate(self, name: str) -> str:
        return self._one_of(name, name, name + " ")

    def person(self) -> str:
        given = "".join(self.random.choices(GIVEN_NAMES, k=self._one_of(1, 2)))
        return self.random.choice(SURNAMES) + self._one_of("", "", "", "　", "  ") * (len(given) == 1) + given

    def phone(self) -> str | float:
        digits = self._one_of("138", "150", "187", "191") + "".join(self.random.choices(PLAIN[:10], k=8))
        return self._one_of(
            digits,
            float(digits),
            f"{digits[:3]}-{digits[3:7]}-{digits[7:]}",
            f"{digits[:3]} {digits[3:7]} {digits[7:]}",
        )

    def plate(self) -> str:
        number = "".join(self.random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=5))
        return self._one_of(
            f"鲁R{number}",
            f"鲁R·{number}",
            f"鲁R-{number}",
            f"鲁R {number}",
            f"鲁r{number.lower()}",
            f"鲁R{number}(白色轿车)",
        )


def head(sheet: Worksheet, title: str, columns: list[str]) -> None:
    """The two rows over every register, the first of them merged, and the heads of its columns."""
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    sheet.append(["制表单位:物业服务公司", None, None, "单位:元、平方米"])
    sheet.append(columns)


def row(sheet: Worksheet, columns: list[str], cells: dict[str, Any]) -> list[Cell]:
    """Appends the cells under their columns; a column that is not named stays empty."""
    assert set(cells) <= set(columns), set(cells) - set(columns)
    sheet.append([cells.get(column) for column in columns])
    return list(sheet[sheet.max_row])

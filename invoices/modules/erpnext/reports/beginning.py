"""What a company begins with as a workbook: sheets as the imports of opening balances and of providers read them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from invoices.modules.erpnext.domain.beginnings import Beginning, BroughtDebt
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.money import ZERO, Yuan

CODES = "ERP"


def workbook_of(found: Beginning) -> bytes:
    """An .xlsx; a sheet without rows is left out. Amounts are numbers with two decimals."""
    file = BytesIO()
    until = f"（截至{chinese_day(found.day)}）"
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        _sheet(
            book,
            "期初科目余额",
            f"{found.company} 期初科目余额{until}",
            ("科目编码", "科目名称", "往来单位", "期初借方余额", "期初贷方余额"),
            [(one.code, one.name, one.about, *_sides(one.amount)) for one in found.balances],
        )
        _sheet(
            book,
            "期初欠费",
            f"{found.company} 期初欠费{until}",
            ("小区", "房号", "缴费人", "欠费月份", "期初欠费", "应缴日期", "摘要"),
            [
                (*_who(one), f"{one.month:%Y-%m}", _number(one.amount), str(one.due_on), one.about)
                for one in found.arrears
            ],
        )
        _sheet(
            book,
            "期初预收",
            f"{found.company} 期初预收{until}",
            ("小区", "房号", "缴费人", "期初预收"),
            [(*_who(one), _number(one.amount)) for one in found.prepaid],
        )
    return file.getvalue()


def suppliers_of(found: Beginning) -> bytes:
    """The suppliers by themselves: who keeps the books need not be who registers providers."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        _sheet(
            book,
            "服务商",
            f"{found.company} 供应商",
            ("服务商编号", "服务商名称"),
            [(f"{CODES}{place:03d}", name) for place, name in enumerate(found.suppliers, 1)],
        )
    return file.getvalue()


def _sheet(book: Any, name: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    rows = list(rows)
    if not rows:
        return
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title)
    sheet.write_row(1, 0, heads)
    sheet.set_column(0, len(heads) - 1, 18)
    for place, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            if value not in ("", None):
                sheet.write(place, column, value)


def _who(one: BroughtDebt) -> tuple[str, str, str]:
    return one.estate, one.unit, one.payer


def _sides(amount: Yuan) -> tuple[Any, Any]:
    return (_number(amount), "") if amount > ZERO else ("", _number(-amount))


def _number(amount: Yuan) -> Decimal:
    return amount.as_decimal()

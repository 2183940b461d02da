"""Reading one cell: each parser returns an exact value or raises CellError with what to write instead."""

from property_ops.framework.importing.cells.dates import day, last_day, month
from property_ops.framework.importing.cells.numbers import area, money, number, quantity, ratio, size, whole
from property_ops.framework.importing.cells.texts import choice, code, is_blank, person, phone, text

__all__ = [
    "area",
    "choice",
    "code",
    "day",
    "is_blank",
    "last_day",
    "money",
    "month",
    "number",
    "person",
    "phone",
    "quantity",
    "ratio",
    "size",
    "text",
    "whole",
]

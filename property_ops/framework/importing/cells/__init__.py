"""Reading one cell: each parser returns an exact value or raises CellError with what to write instead."""

from property_ops.framework.importing.cells.dates import day, last_day, month
from property_ops.framework.importing.cells.numbers import (
    NO_RESULT,
    PASTE_VALUE,
    area,
    money,
    number,
    quantity,
    ratio,
    signed_money,
    size,
    whole,
)
from property_ops.framework.importing.cells.texts import (
    EXCEL_ERRORS,
    ROUNDED,
    choice,
    code,
    is_blank,
    is_rounded,
    person,
    phone,
    text,
    usual_word,
)

__all__ = [
    "EXCEL_ERRORS",
    "NO_RESULT",
    "PASTE_VALUE",
    "ROUNDED",
    "area",
    "choice",
    "code",
    "day",
    "is_blank",
    "is_rounded",
    "last_day",
    "money",
    "month",
    "number",
    "person",
    "phone",
    "quantity",
    "ratio",
    "signed_money",
    "size",
    "text",
    "usual_word",
    "whole",
]

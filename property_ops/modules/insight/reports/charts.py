"""What the charts of the page draw: names and numbers, put into the page as JSON."""

from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.kernel.quantity import plain
from property_ops.modules.insight.domain.periods import months_of
from property_ops.modules.insight.selectors import HalfYear

AREAS = ("road", "facades", "inner_walls")


def data(found: HalfYear) -> dict[str, Any]:
    """`estates` and `months`: categories and one series of m² for each kind of area; empty where nothing is."""
    rows = [row for row in found.works.rows if row.figure.code in AREAS and row.works]
    estates = [estate for estate in found.estates if any(row.by_estate.get(estate.code) for row in rows)]
    months = months_of(found.period) if rows else []
    return {
        "unit": "㎡",
        "estates": {
            "title": gettext("By estate"),
            "names": [estate.name for estate in estates],
            "series": [
                {"name": _name(row), "values": [_number(row.by_estate.get(estate.code)) for estate in estates]}
                for row in rows
            ],
        },
        "months": {
            "title": gettext("By month of acceptance"),
            "names": [str(month) for month in months],
            "series": [
                {"name": _name(row), "values": [_number(row.by_month.get(month)) for month in months]} for row in rows
            ],
        },
    }


def _name(row: Any) -> str:
    return str(capfirst(gettext(row.figure.label)))


def _number(value: Decimal | None) -> str:
    """As text, so that no digit is lost on the way; the chart reads it as a number."""
    return plain(value or Decimal(0))

"""Amounts as ERPNext gives them."""

from decimal import Decimal, InvalidOperation
from typing import Any

from property_ops.kernel.money import NotMoney, Yuan


def money_in(value: Any) -> Yuan | None:
    """A JSON number as money; None where it is none, or has more than two decimals."""
    try:
        return Yuan.exactly(Decimal(str(value)))
    except (InvalidOperation, NotMoney):
        return None

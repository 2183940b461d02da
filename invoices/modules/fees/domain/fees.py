"""The fee items that are ordered one by one, and where an order stands."""

from decimal import Decimal
from enum import StrEnum

from property_ops.kernel.text import gettext_noop

ITEMS = ("access_card", "renovation_waste", "bulky_waste")
PLACES, MOST = 2, Decimal(10_000)


class OrderState(StrEnum):
    """`OPEN`: something is still to be delivered; `CLOSED`: the rest never will be."""

    OPEN = "open"
    DELIVERED = "delivered"
    CLOSED = "closed"


STATE_NAMES = {
    OrderState.OPEN: gettext_noop("to be delivered"),
    OrderState.DELIVERED: gettext_noop("all handed over"),
    OrderState.CLOSED: gettext_noop("order closed"),
}


def state_of(*, ordered: Decimal, delivered: Decimal, is_closed: bool) -> OrderState:
    if delivered >= ordered:
        return OrderState.DELIVERED
    return OrderState.CLOSED if is_closed else OrderState.OPEN

"""The fee items that are ordered one by one, and where an order stands."""

from decimal import Decimal

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

ITEMS = ("access_card", "renovation_waste", "bulky_waste")
PLACES, MOST = 2, Decimal(10_000)


class FeeOrderState(Worded):
    """`OPEN`: something is still to be delivered; `CLOSED`: the rest never will be."""

    OPEN = "open", gettext_noop("to be delivered")
    DELIVERED = "delivered", gettext_noop("all handed over")
    CLOSED = "closed", gettext_noop("order closed")


def state_of(*, ordered: Decimal, delivered: Decimal, is_closed: bool) -> FeeOrderState:
    if delivered >= ordered:
        return FeeOrderState.DELIVERED
    return FeeOrderState.CLOSED if is_closed else FeeOrderState.OPEN

"""The life of an order, and of the bill that a service gives of a day."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class OrderState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, ORDER_NAMES[state]) for state in cls]


class OrderMove(StrEnum):
    PAY = "pay"
    CLOSE = "close"


ORDER_NAMES = {
    OrderState.OPEN: gettext_noop("waits for payment"),
    OrderState.PAID: gettext_noop("paid online"),
    OrderState.CLOSED: gettext_noop("not paid, closed"),
}
ORDER_MOVES = Transitions(
    {
        (OrderState.OPEN, OrderMove.PAY): OrderState.PAID,
        (OrderState.OPEN, OrderMove.CLOSE): OrderState.CLOSED,
        # The service says so, and it has the money: the notice was late.
        (OrderState.CLOSED, OrderMove.PAY): OrderState.PAID,
    }
)


class BillOfDayState(StrEnum):
    TIES = "ties"
    DIFFERS = "differs"
    FAILED = "failed"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, BILL_NAMES[state]) for state in cls]


BILL_NAMES = {
    BillOfDayState.TIES: gettext_noop("ties out"),
    BillOfDayState.DIFFERS: gettext_noop("differs"),
    BillOfDayState.FAILED: gettext_noop("could not be taken in"),
}

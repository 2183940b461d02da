"""The life of an order, and of the bill that a service gives of a day."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class OrderState(Worded):
    OPEN = "open", gettext_noop("waits for payment")
    PAID = "paid", gettext_noop("paid online")
    CLOSED = "closed", gettext_noop("not paid, closed")


class OrderMove(StrEnum):
    PAY = "pay"
    CLOSE = "close"


ORDER_MOVES = Transitions(
    {
        (OrderState.OPEN, OrderMove.PAY): OrderState.PAID,
        (OrderState.OPEN, OrderMove.CLOSE): OrderState.CLOSED,
        # The service says so, and it has the money: the notice was late.
        (OrderState.CLOSED, OrderMove.PAY): OrderState.PAID,
    }
)


class BillOfDayState(Worded):
    TIES = "ties", gettext_noop("ties out")
    DIFFERS = "differs", gettext_noop("differs")
    FAILED = "failed", gettext_noop("could not be taken in")

"""What becomes of the money that a seller leaves."""

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class Goes(Worded):
    """`REFUND`: paid back, as a refund that another approves; `BUYER`: handed over, both have signed; `STAYS`."""

    REFUND = "refund", gettext_noop("paid back to the seller")
    BUYER = "buyer", gettext_noop("handed over to the buyer")
    STAYS = "stays", gettext_noop("stays with the seller")


OF_ADVANCE = (Goes.REFUND, Goes.BUYER, Goes.STAYS)
OF_DEPOSIT = (Goes.STAYS, Goes.BUYER)
"""A deposit is returned by a way of its own."""

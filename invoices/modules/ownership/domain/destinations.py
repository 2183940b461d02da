"""What becomes of the money that a seller leaves."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class Goes(StrEnum):
    """`REFUND`: paid back, as a refund that another approves; `BUYER`: handed over, both have signed; `STAYS`."""

    REFUND = "refund"
    BUYER = "buyer"
    STAYS = "stays"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(goes.value, NAMES[goes]) for goes in cls]


NAMES = {
    Goes.REFUND: gettext_noop("paid back to the seller"),
    Goes.BUYER: gettext_noop("handed over to the buyer"),
    Goes.STAYS: gettext_noop("stays with the seller"),
}
OF_ADVANCE = (Goes.REFUND, Goes.BUYER, Goes.STAYS)
OF_DEPOSIT = (Goes.STAYS, Goes.BUYER)
"""A deposit is returned by a way of its own."""

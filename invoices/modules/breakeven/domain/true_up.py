"""What becomes of a year's balance, and each home's share of what goes back (docs/product.md rule 17)."""

from collections.abc import Sequence
from dataclasses import dataclass

from property_ops.kernel.apportionment import share
from property_ops.kernel.money import Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class TrueUpOutcome(Worded):
    GIVE_BACK = "give_back", gettext_noop("given back by area, as credits")
    CARRY = "carry", gettext_noop("carried into the next year")


@dataclass(frozen=True, slots=True)
class Home:
    """A unit with its area in m² × 10^4, and who holds it, as the sub-ledger has them."""

    unit_code: str
    party: str
    area: int


def parts(surplus: Yuan, homes: Sequence[Home]) -> list[Yuan]:
    """Each home's part by area, largest remainder, ties by unit code: they add up to the surplus to the fen."""
    return share(surplus, [home.area for home in homes], [home.unit_code for home in homes])

"""收缴率: what came in of what was due, by the month in which it was due (docs/product.md rule 28)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class RateBy(Worded):
    ESTATE = "estate", gettext_noop("estate")
    BUILDING = "building", gettext_noop("building")
    ITEM = "item", gettext_noop("fee item")
    MONTH = "month", gettext_noop("month due")
    COLLECTOR = "collector", gettext_noop("collector")


@dataclass(frozen=True, slots=True)
class CollectionRate:
    """Of what was due: what was credited (红字), received and written off. What was credited was never due."""

    words: str
    due: Yuan = ZERO
    credited: Yuan = ZERO
    received: Yuan = ZERO
    lost: Yuan = ZERO

    @property
    def open(self) -> Yuan:
        return self.due - self.credited - self.received - self.lost

    @property
    def rate(self) -> Decimal | None:
        """Received ÷ (due − credited), in per cent with two decimals; None where nothing was due."""
        owed = self.due - self.credited
        if owed <= ZERO:
            return None
        return Decimal(100 * self.received.fen / Decimal(owed.fen)).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def plus(self, other: "CollectionRate") -> "CollectionRate":
        return CollectionRate(
            self.words,
            self.due + other.due,
            self.credited + other.credited,
            self.received + other.received,
            self.lost + other.lost,
        )

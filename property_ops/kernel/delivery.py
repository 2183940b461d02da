"""What was delivered of what was promised, counted (docs/product.md rule 25)."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

RATIO_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class DeliveredCount:
    """Pieces of a service that were promised, done, and excused; the excused are not among the promised."""

    promised: int = 0
    done: int = 0
    excused: int = 0

    def __add__(self, other: "DeliveredCount") -> "DeliveredCount":
        return DeliveredCount(self.promised + other.promised, self.done + other.done, self.excused + other.excused)

    @property
    def ratio(self) -> Fraction | None:
        """Done ÷ promised; None where nothing was promised."""
        return Fraction(self.done, self.promised) if self.promised else None

    @property
    def completion(self) -> Decimal | None:
        """The ratio at six places, cut off: never more than was done."""
        if not self.promised:
            return None
        return (Decimal(self.done) / self.promised).quantize(RATIO_STEP, rounding=ROUND_DOWN)

    def allows(self, completion: Decimal) -> bool:
        """Whether no more is confirmed than was done."""
        return self.ratio is None or Fraction(completion) <= self.ratio

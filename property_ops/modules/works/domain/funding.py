"""Who pays for a work: by per cent, to the fen (docs/product.md rule 5, ADR 0018)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.apportionment import share
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.works.domain.errors import NotAHundredPercent

HUNDRED, NONE = Decimal(100), Decimal(0)
PERCENT_PLACES = 2
RESIDENTS = "residents"
SPLIT, NOBODY, UNDECIDED = "split", "nobody", "undecided"


@dataclass(frozen=True, slots=True)
class FundingSplit:
    """Per cent with two decimals that add up to a hundred; or nothing at all, where nobody is asked to pay."""

    residents: Decimal = NONE
    subsidy: Decimal = NONE
    maintenance_fund: Decimal = NONE
    common_income: Decimal = NONE
    third_party: Decimal = NONE

    def __post_init__(self) -> None:
        parts = self.parts.values()
        fits = all(NONE <= part <= HUNDRED and part == round(part, PERCENT_PLACES) for part in parts)
        if not fits or sum(parts) not in (HUNDRED, NONE):
            raise NotAHundredPercent(sum=sum(parts))

    @classmethod
    def whole(cls, payer: str) -> "FundingSplit":
        """All from one payer."""
        return cls(**{payer: HUNDRED})

    def require_whole(self) -> None:
        """Somebody pays all of it. Raises NotAHundredPercent."""
        if sum(self.parts.values()) != HUNDRED:
            raise NotAHundredPercent(sum=NONE)

    @property
    def parts(self) -> dict[str, Decimal]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def word(self) -> str:
        """The payer who pays all of it, `split` where several pay, `nobody` where none does."""
        payers = [payer for payer, percent in self.parts.items() if percent]
        if not payers:
            return NOBODY
        return payers[0] if len(payers) == 1 else SPLIT


def payable(cost: Yuan, *, accepted: Fraction, ceiling: Yuan | None) -> Fraction:
    """What is paid for a work, in yuan and before any rounding: the accepted part, never above the approved ceiling."""
    whole = cost.as_fraction() * accepted
    return whole if ceiling is None else min(whole, ceiling.as_fraction())


def funding_parts(split: FundingSplit, paid: Fraction) -> dict[str, Yuan]:
    """What each payer pays of `paid` yuan; together the rounded whole.

    The residents' part is rounded once, as it is charged; the others share the rest by largest remainder.
    """
    shares: Mapping[str, Decimal] = {payer: percent for payer, percent in split.parts.items() if percent}
    if not shares:
        return {}
    total = Yuan.rounded(paid)
    found: dict[str, Yuan] = {}
    if RESIDENTS in shares:
        found[RESIDENTS] = Yuan.rounded(paid * Fraction(shares[RESIDENTS]) / 100)
    others = [payer for payer in shares if payer != RESIDENTS]
    if others:
        rest = total - found.get(RESIDENTS, ZERO)
        weights = [int(shares[payer].scaleb(PERCENT_PLACES)) for payer in others]
        found |= zip(others, share(rest, weights, others), strict=True)
    return found

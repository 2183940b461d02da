"""What a year is foretold to cost, and the rate at which the service fee covers it and no more (docs/product.md 17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import ZERO, Yuan, round_half_up

RATE_PLACES, PERCENT = 4, 100
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What somebody expects of the year ahead; amounts are of the whole year.

    `change`: per cent by which recurring costs change. `more_vacant`: per cent of the homes lived in now that will be
    vacant. `rate`: what the first use shall pay instead of the rate that balances.
    """

    change: Decimal = Decimal(0)
    more_vacant: Decimal = Decimal(0)
    works: Yuan = ZERO
    reserve: Yuan = ZERO
    subsidy: Yuan = ZERO
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ForetoldLine:
    """A kind of cost or of other income: what it came to in the months before, and what it is expected to be."""

    account: str
    name: str
    is_income: bool
    before: Yuan
    foretold: Yuan


@dataclass(frozen=True, slots=True)
class Home:
    """`part`: what of the rate it pays, below 1 while it is registered vacant."""

    code: str
    use: str
    area: Decimal
    vacant: bool
    part: Fraction

    def fee(self, rate: Decimal) -> Yuan:
        """Of a whole month, rounded as the charge line is."""
        return Yuan.rounded(Fraction(self.area) * Fraction(rate) * self.part)


def yearly(amount: Yuan, *, months: int, change: Decimal) -> Yuan:
    """What came to so much in some months, of twelve, changed by so many per cent."""
    return Yuan.rounded(amount.as_fraction() * MONTHS / months * (1 + Fraction(change) / PERCENT))


def needed(lines: Sequence[ForetoldLine], said: Assumptions, *, carried: Yuan, vat: Fraction = Fraction(0)) -> Yuan:
    """What the service fee must bring in the year. `vat` is the part of what residents are billed that is VAT: costs
    are covered by the rest, and other incomes are as they were billed.

    Never below zero: where others pay for everything, nobody pays a fee.
    """
    costs = sum((one.foretold for one in lines if not one.is_income), Yuan(0))
    others = sum((one.foretold for one in lines if one.is_income), Yuan(0))
    net = costs + said.works + said.reserve + carried - said.subsidy
    return Yuan.rounded(max(net.as_fraction() / (1 - vat) - others.as_fraction(), Fraction(0)))


def base_of(homes: Sequence[Home], use: str, *, reduced: Fraction, more_vacant: Decimal) -> Fraction:
    """m² × months of a year, weighted by what of the rate is paid: `reduced` by whoever will be vacant besides."""
    share = Fraction(more_vacant) / PERCENT
    found = Fraction(0)
    for one in homes:
        if one.use == use:
            part = one.part if one.vacant else one.part * (1 - share) + reduced * share
            found += Fraction(one.area) * part
    return found * MONTHS


def rounded_rate(rate: Fraction) -> Decimal:
    return Decimal(round_half_up(rate * 10**RATE_PLACES)).scaleb(-RATE_PLACES)

"""Straight-line depreciation (年限平均法) of a fixed asset, month by month, to the fen."""

from dataclasses import dataclass
from fractions import Fraction

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

COST, ACCUMULATED, DISPOSAL = "1601", "1602", "1606"
GAIN, LOSS = "5301.04", "5711.02"
USUAL_EXPENSE = "5602"


class FixedAssetKind(Worded):
    """With the least life that the law on income tax knows of each (企业所得税法实施条例 60): 20, 10, 5, 4, 3 years."""

    BUILDING = "building", gettext_noop("houses and buildings")
    MACHINE = "machine", gettext_noop("machine")
    TOOL = "tool", gettext_noop("tools and furniture")
    VEHICLE = "vehicle", gettext_noop("means of transport")
    ELECTRONIC = "electronic", gettext_noop("electronic equipment")


@dataclass(frozen=True, slots=True)
class StraightLine:
    """What an asset loses: `base` in all, of which `taken_over` was depreciated up to and with the month `until`.

    The month after its first use is the first of `life` months (小企业会计准则 31). What is not depreciated yet is
    spread over those that are left, at least one; each part is rounded, the rest comes with the last. Where more was
    taken than it loses, as a corrected card may say, the first month gives it back.
    """

    base: Yuan
    used_since: Month
    life: int
    taken_over: Yuan = ZERO
    until: Month | None = None

    @property
    def first(self) -> Month:
        begins = self.used_since.next
        return begins if self.until is None else max(begins, self.until.next)

    @property
    def months_left(self) -> int:
        """How many months it is depreciated in from `first` on."""
        return max(1, self.life - months_between(self.used_since.next, self.first))

    @property
    def rest(self) -> Yuan:
        return self.base - self.taken_over

    @property
    def monthly(self) -> Yuan:
        return Yuan.rounded(Fraction(self.rest.as_fraction(), self.months_left))

    def through(self, month: Month) -> Yuan:
        """What is depreciated from `first` up to and with `month`."""
        gone = months_between(self.first, month) + 1
        if gone <= 0:
            return ZERO
        return self.rest if gone >= self.months_left else min(self.monthly * gone, self.rest)


def months_between(earlier: Month, later: Month) -> int:
    return 12 * (later.year - earlier.year) + later.number - earlier.number

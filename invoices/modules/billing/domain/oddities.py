"""When a bill is odd: a person should look at it before it is approved."""

from collections.abc import Iterator

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

BY_ONE_OFF = gettext_noop("because of %(what)s")
CHANGE_PERCENT = 50
TIMES_MEDIAN = 10
LARGE = Yuan(100_000_00)


class Oddity(Worded):
    ZERO = "zero", gettext_noop("zero")
    NEGATIVE = "negative", gettext_noop("negative")
    LARGE = "large", gettext_noop("over ¥100,000")
    FAR_ABOVE_MEDIAN = "far_above_median", gettext_noop("over 10 times the usual")
    CHANGED = "changed", gettext_noop("over 50% off last month")


def oddities_of(total: Yuan, *, last: Yuan | None, median: Yuan) -> Iterator[Oddity]:
    """Why the bill is odd; nothing if it is not. `last` is None without a bill in the month before."""
    if not total:
        yield Oddity.ZERO
    if total < ZERO:
        yield Oddity.NEGATIVE
    if total > LARGE:
        yield Oddity.LARGE
    if median > ZERO and total > median * TIMES_MEDIAN:
        yield Oddity.FAR_ABOVE_MEDIAN
    if last is not None and last > ZERO and abs(total.fen - last.fen) * 100 > last.fen * CHANGE_PERCENT:
        yield Oddity.CHANGED


def change_percent(total: Yuan, last: Yuan | None) -> int | None:
    """By how many percent of last month's bill this one differs, cut to whole percent; None without a last one."""
    if last is None or last <= ZERO:
        return None
    difference = total.fen - last.fen
    percent = abs(difference) * 100 // last.fen
    return percent if difference >= 0 else -percent

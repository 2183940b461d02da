"""What makes a scan doubtful: it does not count until another person has looked at it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

CLOCK_MAY_DIFFER = timedelta(minutes=10)
LATEST = timedelta(days=3)
BETWEEN_POINTS = timedelta(seconds=15)


class Doubt(Worded):
    TYPED = "by_hand", gettext_noop("the code was typed in, not scanned")
    CLOCK = "clock", gettext_noop("the phone's clock is more than 10 minutes wrong")
    LATE = "late", gettext_noop("it reached the office more than 3 days later")
    HURRIED = "hurried", gettext_noop("within 15 seconds of another point")
    SAME_PHOTO = "photo", gettext_noop("the photo was sent before")


def doubts(
    *,
    scanned_at: datetime,
    received_at: datetime,
    clock_off: timedelta,
    is_typed: bool,
    elsewhere: Iterable[datetime],
    is_known_photo: bool,
) -> Iterator[Doubt]:
    """`elsewhere`: when the same person scanned other points; `clock_off`: the phone's clock less ours."""
    if is_typed:
        yield Doubt.TYPED
    if abs(clock_off) > CLOCK_MAY_DIFFER:
        yield Doubt.CLOCK
    if received_at - scanned_at > LATEST:
        yield Doubt.LATE
    if any(abs(scanned_at - other) < BETWEEN_POINTS for other in elsewhere):
        yield Doubt.HURRIED
    if is_known_photo:
        yield Doubt.SAME_PHOTO

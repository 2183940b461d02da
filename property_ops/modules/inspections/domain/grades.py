"""How grave a hazard is, and how many days it may stay."""

from datetime import date, timedelta

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class Grade(Worded):
    USUAL = "usual", gettext_noop("usual hazard")
    LARGER = "larger", gettext_noop("larger hazard")
    MAJOR = "major", gettext_noop("major hazard")


GRADE_COLOURS = {Grade.USUAL: "gray", Grade.LARGER: "orange", Grade.MAJOR: "red"}
DAYS = {Grade.USUAL: 30, Grade.LARGER: 7, Grade.MAJOR: 1}
LONGEST = 90
"""Days that may be given to any hazard."""


class HazardState(Worded):
    OPEN = "open", gettext_noop("to be put right")
    RECTIFIED = "rectified", gettext_noop("waits for the re-check")
    CLOSED = "closed", gettext_noop("re-checked, closed")


HAZARD_STATE_COLOURS = {HazardState.OPEN: "yellow", HazardState.RECTIFIED: "blue", HazardState.CLOSED: "green"}


def due_day(grade: Grade, found_on: date) -> date:
    """The day until which it is put right, where nobody says another."""
    return found_on + timedelta(days=DAYS[grade])


def days_late(due_on: date, closed_on: date | None, today: date) -> int:
    """0 where it is, or was, in time."""
    return max(((closed_on or today) - due_on).days, 0)

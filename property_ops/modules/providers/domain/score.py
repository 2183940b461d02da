"""The one standard by which all providers are scored: its parts, and what is divided by what."""

from collections.abc import Mapping
from enum import StrEnum

from property_ops.kernel.text import gettext_noop

BEST_RATING = 5


class ScorePart(StrEnum):
    ANSWERED = "answered"
    ON_TIME = "on_time"
    REDONE = "redone"
    RATED = "rated"
    COMPLAINTS = "complaints"


PART_WORDS: Mapping[str, str] = {
    ScorePart.ANSWERED: gettext_noop("offers answered by their hour ÷ offers made"),
    ScorePart.ON_TIME: gettext_noop("done by the day first promised ÷ done"),
    ScorePart.REDONE: gettext_noop("accepted without being sent back ÷ accepted"),
    ScorePart.RATED: gettext_noop("stars given ÷ five times the ratings"),
    ScorePart.COMPLAINTS: gettext_noop("accepted orders without an upheld complaint ÷ accepted"),
}
"""What is divided by what."""

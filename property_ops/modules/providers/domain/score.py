"""The one standard by which all providers are scored: its parts, and what is divided by what."""

from property_ops.kernel.scores import WeighedScore
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

BEST_RATING = 5


class ScorePart(Worded):
    ANSWERED = "answered", gettext_noop("offers answered by their hour ÷ offers made")
    ON_TIME = "on_time", gettext_noop("done by the day first promised ÷ done")
    REDONE = "redone", gettext_noop("accepted without being sent back ÷ accepted")
    RATED = "rated", gettext_noop("stars given ÷ five times the ratings")
    COMPLAINTS = "complaints", gettext_noop("orders without an upheld complaint ÷ orders accepted or complained of")


"""What is divided by what."""


def accepted_in(score: WeighedScore) -> int:
    """How many accepted orders it is made of."""
    return next(one.of for one in score.parts if one.part == ScorePart.REDONE)

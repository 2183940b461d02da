"""How states and scores of providers are shown."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from property_ops.framework.web.display import Badges, number
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.kernel.scores import WeighedScore
from property_ops.modules.providers.public import (
    OFFER_WORDS,
    ORDER_WORDS,
    STANDING_WORDS,
    ProviderStanding,
    ScorePart,
    accepted_in,
)

VIEW = "providers.view"
_STANDING_COLOURS = {"candidate": "gray", "listed": "green", "warned": "yellow", "suspended": "red", "left": "gray"}
_ORDER_COLOURS = {
    "received": "orange",
    "offered": "yellow",
    "taken": "blue",
    "appointed": "blue",
    "done": "yellow",
    "accepted": "green",
    "cancelled": "gray",
}
STANDINGS = Badges({value: (words, _STANDING_COLOURS[value]) for value, words in STANDING_WORDS})
ORDERS = Badges({value: (words, _ORDER_COLOURS[value]) for value, words in ORDER_WORDS})
OFFERS = Badges({value: (words, "") for value, words in OFFER_WORDS})


def score_words(score: WeighedScore | None) -> str:
    value = score.value if score else None
    return "—" if value is None else number(value, places=1)


def score_table(score: WeighedScore | None, standard: Any, rows_at: str) -> ShownTable:
    """The formula with its figures: what was counted, out of what, and what that brings."""
    rows = [
        (
            gettext(ScorePart(part.part).word),
            part.weight,
            ShownCell(part.done, rows_at),
            ShownCell(part.of, rows_at),
            part.points,
        )
        for part in (score.parts if score else ())
    ]
    words = ""
    if standard:
        words = gettext(
            "Score = sum of the points ÷ sum of the weights of what was counted × 100. Counted are %(months)s months; "
            "below %(warn)s a warning, below %(suspend)s a suspension is proposed."
        ) % {"months": standard.months, "warn": standard.warn_below, "suspend": standard.suspend_below}
    heads = [gettext("Part"), gettext("Weight"), gettext("Counted of it"), gettext("Out of"), gettext("Points")]
    title = gettext("Score %(score)s") % {"score": score_words(score)}
    return ShownTable(
        title, "chart-bar", heads, rows, words=words, links=[(gettext("The standard"), reverse("score_standards"))]
    )


def advice(score: WeighedScore | None, standard: Any, standing: str) -> str:
    """What the standard asks for, if the provider's standing is not so already."""
    value = score.value if score else None
    if value is None or standard is None or score is None or accepted_in(score) < standard.least_orders:
        return ""
    if value < standard.suspend_below and standing in (ProviderStanding.LISTED, ProviderStanding.WARNED):
        return gettext("The score is below %(least)s: propose a suspension.") % {"least": standard.suspend_below}
    if value < standard.warn_below and standing == ProviderStanding.LISTED:
        return gettext("The score is below %(least)s: propose a warning.") % {"least": standard.warn_below}
    return ""

"""What an assessment counts: each part a count out of a count, whoever is assessed."""

from collections.abc import Mapping
from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class AssessedKind(StrEnum):
    """The estate is the grid: one grid worker looks after it."""

    PERSON = "person"
    CREW = "crew"
    ESTATE = "estate"


class AssessedPart(StrEnum):
    ANSWERED = "answered"
    KEPT = "kept"
    SATISFIED = "satisfied"
    ROUNDS = "rounds"
    VISITS = "visits"
    WORKS = "works"
    TRAINING = "training"


PART_WORDS: Mapping[str, str] = {
    AssessedPart.ANSWERED: gettext_noop("requests answered by the day due ÷ answered"),
    AssessedPart.KEPT: gettext_noop("answers that were not re-opened ÷ answers given"),
    AssessedPart.SATISFIED: gettext_noop("rated satisfied ÷ rated"),
    AssessedPart.ROUNDS: gettext_noop("rounds done ÷ rounds promised; of a person or crew, scans that count ÷ scans"),
    AssessedPart.VISITS: gettext_noop("visits done by their day ÷ visits planned"),
    AssessedPart.WORKS: gettext_noop("works accepted at the first time ÷ works accepted"),
    AssessedPart.TRAINING: gettext_noop("trainings attended ÷ trainings one was called to"),
}
"""What is divided by what."""


def corrected(counted: tuple[int, int], done: int, of: int) -> tuple[int, int]:
    """Approved corrections added; never less than nothing, and never more done than there was."""
    whole = max(counted[1] + of, 0)
    return min(max(counted[0] + done, 0), whole), whole

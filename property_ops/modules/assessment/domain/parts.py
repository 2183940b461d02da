"""What an assessment counts: each part a count out of a count, whoever is assessed."""

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class AssessedKind(Worded):
    """The estate is the grid: one grid worker looks after it."""

    PERSON = "person", gettext_noop("Persons")
    CREW = "crew", gettext_noop("Crews")
    ESTATE = "estate", gettext_noop("Grids (estates)")


class AssessedPart(Worded):
    """What is divided by what."""

    ANSWERED = "answered", gettext_noop("requests answered by the day due ÷ answered")
    KEPT = "kept", gettext_noop("answers that were not re-opened ÷ answers given")
    SATISFIED = "satisfied", gettext_noop("rated satisfied ÷ rated")
    ROUNDS = "rounds", gettext_noop("rounds done ÷ rounds promised; of a person or crew, scans that count ÷ scans")
    VISITS = "visits", gettext_noop("visits done by their day ÷ visits planned")
    WORKS = "works", gettext_noop("works accepted at the first time ÷ works accepted")
    TRAINING = "training", gettext_noop("trainings attended ÷ trainings one was called to")


def corrected(counted: tuple[int, int], done: int, of: int) -> tuple[int, int]:
    """Approved corrections added; never less than nothing, and never more done than there was."""
    whole = max(counted[1] + of, 0)
    return min(max(counted[0] + done, 0), whole), whole

"""What came of ringing at a door, and how a home stands in a plan."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    DECLINED = "declined"


OUTCOME_WORDS = {
    Outcome.MET: gettext_noop("met"),
    Outcome.NOT_MET: gettext_noop("nobody was met"),
    Outcome.DECLINED: gettext_noop("did not want to speak"),
}

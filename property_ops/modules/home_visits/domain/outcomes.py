"""What came of ringing at a door, and how a home stands in a plan."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class VisitOutcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    DECLINED = "declined"


OUTCOME_WORDS = {
    VisitOutcome.MET: gettext_noop("met"),
    VisitOutcome.NOT_MET: gettext_noop("nobody was met"),
    VisitOutcome.DECLINED: gettext_noop("did not want to speak"),
}

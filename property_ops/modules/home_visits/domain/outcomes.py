"""What came of ringing at a door, and how a home stands in a plan."""

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class VisitOutcome(Worded):
    MET = "met", gettext_noop("met")
    NOT_MET = "not_met", gettext_noop("nobody was met")
    DECLINED = "declined", gettext_noop("did not want to speak")

"""The life of a bill."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class BillState(Worded):
    DRAFT = "draft", gettext_noop("draft")
    APPROVED = "approved", gettext_noop("approved")
    ISSUED = "issued", gettext_noop("issued")


class BillMove(StrEnum):
    APPROVE = "approve"
    SEND_BACK = "send back"
    ISSUE = "issue"


MOVES = Transitions(
    {
        (BillState.DRAFT, BillMove.APPROVE): BillState.APPROVED,
        (BillState.APPROVED, BillMove.SEND_BACK): BillState.DRAFT,
        (BillState.APPROVED, BillMove.ISSUE): BillState.ISSUED,
    }
)

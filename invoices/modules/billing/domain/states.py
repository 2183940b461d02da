"""The life of a bill."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class BillState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    ISSUED = "issued"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, _NAMES[state]) for state in cls]


class BillMove(StrEnum):
    APPROVE = "approve"
    SEND_BACK = "send back"
    ISSUE = "issue"


_NAMES = {
    BillState.DRAFT: gettext_noop("draft"),
    BillState.APPROVED: gettext_noop("approved"),
    BillState.ISSUED: gettext_noop("issued"),
}

MOVES = Transitions(
    {
        (BillState.DRAFT, BillMove.APPROVE): BillState.APPROVED,
        (BillState.APPROVED, BillMove.SEND_BACK): BillState.DRAFT,
        (BillState.APPROVED, BillMove.ISSUE): BillState.ISSUED,
    }
)

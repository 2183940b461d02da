"""The life of a cost voucher (费用凭证)."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class VoucherState(StrEnum):
    WAITING = "waiting"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, STATE_NAMES[state]) for state in cls]


class VoucherMove(StrEnum):
    APPROVE = "approve"
    WITHDRAW = "withdraw"


STATE_NAMES = {
    VoucherState.WAITING: gettext_noop("waits for approval"),
    VoucherState.POSTED: gettext_noop("posted"),
    VoucherState.WITHDRAWN: gettext_noop("withdrawn"),
}

MOVES = Transitions(
    {
        (VoucherState.WAITING, VoucherMove.APPROVE): VoucherState.POSTED,
        (VoucherState.WAITING, VoucherMove.WITHDRAW): VoucherState.WITHDRAWN,
    }
)

"""How far a document is on its way to ERPNext."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class SyncState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # sent, the answer not seen yet: ERPNext is asked before it is sent again
    SENT = "sent"
    FAILED = "failed"
    NETTED = "netted"  # taken back here and there: nothing stands on either side

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, LABELS[state]) for state in cls]


LABELS = {
    SyncState.WAITING: gettext_noop("waiting to be sent"),
    SyncState.SENDING: gettext_noop("being sent"),
    SyncState.SENT: gettext_noop("in ERPNext"),
    SyncState.FAILED: gettext_noop("refused"),
    SyncState.NETTED: gettext_noop("taken back on both sides"),
}


class SyncMove(StrEnum):
    SEND = "send"
    FIND = "find"  # it is there
    REFUSE = "refuse"
    RETURN = "return"  # it did not arrive
    CHANGE = "change"  # its content is another one now, or it is gone there
    NET = "net"  # it is cancelled there, and taken back here


MOVES = Transitions(
    {
        (SyncState.WAITING, SyncMove.SEND): SyncState.SENDING,
        (SyncState.FAILED, SyncMove.SEND): SyncState.SENDING,
        (SyncState.SENDING, SyncMove.SEND): SyncState.SENDING,
        (SyncState.SENDING, SyncMove.FIND): SyncState.SENT,
        (SyncState.SENDING, SyncMove.REFUSE): SyncState.FAILED,
        (SyncState.SENDING, SyncMove.RETURN): SyncState.WAITING,
        (SyncState.SENT, SyncMove.CHANGE): SyncState.WAITING,
        (SyncState.FAILED, SyncMove.CHANGE): SyncState.WAITING,
        (SyncState.WAITING, SyncMove.CHANGE): SyncState.WAITING,
        (SyncState.SENT, SyncMove.NET): SyncState.NETTED,
        (SyncState.WAITING, SyncMove.NET): SyncState.NETTED,
        (SyncState.FAILED, SyncMove.NET): SyncState.NETTED,
        (SyncState.SENDING, SyncMove.NET): SyncState.NETTED,
    }
)

"""How far a document is on its way to ERPNext."""

from enum import IntEnum, StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class DocStatus(IntEnum):
    """How far a document of ERPNext is there: its `docstatus`."""

    DRAFT = 0
    SUBMITTED = 1
    CANCELLED = 2


class SyncState(Worded):
    WAITING = "waiting", gettext_noop("waiting to be sent")
    SENDING = (
        "sending",
        gettext_noop("being sent"),
    )  # sent, the answer not seen yet: ERPNext is asked before it is sent again
    SENT = "sent", gettext_noop("in ERPNext")
    FAILED = "failed", gettext_noop("refused")
    NETTED = (
        "netted",
        gettext_noop("taken back on both sides"),
    )  # taken back here and there: nothing stands on either side


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

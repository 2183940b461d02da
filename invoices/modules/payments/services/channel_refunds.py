"""What payment services say of refunds, file after file: a later state corrects an earlier one."""

from collections.abc import Sequence

from django.utils.translation import gettext

from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import CHANNEL_REFUND_MOVES, ChannelRefundMove, ChannelRefundState
from invoices.modules.payments.models import ChannelRefund, Disbursement
from property_ops.framework.importing.tables import RegisterRow, RowOutcome
from property_ops.kernel.errors import IllegalMove
from property_ops.kernel.text import gettext_noop

MOVE_TO = {
    ChannelRefundState.UNDER_WAY: ChannelRefundMove.ASK,
    ChannelRefundState.PAID: ChannelRefundMove.PAY,
    ChannelRefundState.FAILED: ChannelRefundMove.FAIL,
}


def note_refunds(rows: Sequence[RegisterRow]) -> list[RegisterRow]:
    """Note what the file says of refunds; gives the rows of money that moved. Inside the import's transaction."""
    known = _known([row["movement"] for row in rows if row["movement"].refund_of])
    moved = []
    for row in rows:
        movement: MoneyMovement = row["movement"]
        if not movement.refund_of:
            moved.append(row)
            continue
        if _note(row, movement, known) and movement.refund_state is ChannelRefundState.PAID:
            moved.append(row)
    return moved


def _note(row: RegisterRow, movement: MoneyMovement, known: dict[tuple[str, str], ChannelRefund]) -> bool:
    """False if the file says what cannot be; then the row has its error."""
    found, says = known.get((str(movement.channel), movement.transaction)), movement.refund_state
    if found is None and says is ChannelRefundState.PAID:
        return True
    if found is None:
        found = known[str(movement.channel), movement.transaction] = _first_told(movement, row.table.file)
    state = ChannelRefundState(found.state)
    if state is says and found.pk:
        row.outcome = RowOutcome.UNCHANGED
        return True
    if state is not says:
        try:
            found.state = CHANNEL_REFUND_MOVES.after(state, MOVE_TO[says], thing=movement.transaction)
        except IllegalMove:
            return _impossible(row, movement)
    found.save()
    if says is not ChannelRefundState.PAID:
        row.outcome = RowOutcome.CHANGED
        _tell(row, movement)
    return True


def _first_told(movement: MoneyMovement, file: str) -> ChannelRefund:
    """Not saved. It is paid already if it was a disbursement before any file told of another state."""
    disbursed = Disbursement.objects.filter(channel=movement.channel, identity=movement.identity)
    return ChannelRefund(
        channel=movement.channel,
        transaction=movement.transaction,
        refund_of=movement.refund_of,
        amount=movement.amount,
        asked_on=movement.day,
        file=file[:120],
        state=ChannelRefundState.PAID if disbursed.exists() else movement.refund_state,
    )


def _tell(row: RegisterRow, movement: MoneyMovement) -> None:
    if movement.refund_state is ChannelRefundState.FAILED:
        row.warn("refund_state", gettext_noop("The refund failed: nothing moved."), "")
        return
    row.warn(
        "refund_state",
        gettext_noop("The refund of %(amount)s is under way: nothing is booked until it is paid."),
        gettext_noop("Import the bill of the day on which it is paid, or fails."),
        amount=movement.amount,
    )


def _impossible(row: RegisterRow, movement: MoneyMovement) -> bool:
    row.error(
        "refund_state",
        gettext_noop("The refund %(transaction)s of %(amount)s is recorded as paid; this file says: %(state)s."),
        gettext_noop("Ask the payment service. If the money came back, it stands in a later file as a receipt."),
        transaction=movement.transaction,
        amount=movement.amount,
        state=gettext(str(row["refund_state"])),
    )
    return False


def _known(movements: Sequence[MoneyMovement]) -> dict[tuple[str, str], ChannelRefund]:
    numbers = {movement.transaction for movement in movements}
    return {(one.channel, one.transaction): one for one in ChannelRefund.objects.filter(transaction__in=numbers)}

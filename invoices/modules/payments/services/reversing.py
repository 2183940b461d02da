"""A receipt entered by mistake, or twice: taken out by another person than entered it (docs/product.md rule 10)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import Leg, books, post
from invoices.modules.payments.domain.errors import CannotBeReversed, GivenBackAlready, ReceiptReversedAlready
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Receipt, ReceiptReversal
from invoices.modules.payments.services.events import tell_of_reversal
from invoices.modules.payments.services.matching import reverse_matches
from invoices.modules.payments.services.posting import between, cash_account, waiting
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import record, refuse_own
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason


def reverse(*, receipt: int, because: str, by: User, now: datetime, today: date) -> Receipt:
    """Take the receipt out of the books; it keeps its number. Dr 1122 of whoever it was for, Cr cash or bank.

    Raises NotAllowed, SamePerson, ReasonMissing, CannotBeReversed, GivenBackAlready,
    ReceiptReversedAlready.
    """
    require(by, ReceiptReversal.rights.approve)
    said = with_reason(because)
    with transaction.atomic(), books():
        found = Receipt.objects.get(pk=receipt)
        _check(found)
        paid_in = estates_of(found)
        reversal = ReceiptReversal(
            receipt=found, reason=said, prepared_by=found.recorded_by, decided_by=by, decided_at=now
        )
        refuse_own(reversal, by)
        reverse_matches(found, because=because, by=by, today=today)
        cash = Leg(cash_account(found.channel), fen=-found.amount.fen)
        month = Month.of(found.received_on).start
        debit = waiting(found.number, found.amount.fen)
        post([between(f"reversal/{found.number}", today, month, f"冲销 {found.number}", debit, [cash])])
        found.state, found.note = ReceiptState.REVERSED, said
        reversal.save()
        found.save(update_fields=["state", "note"])
        record(reversal, ApprovalState.APPROVED, by=by)
        tell_of_reversal(found.pk, found.number, paid_in)
    return found


def estates_of(receipt: Receipt) -> dict[str, None]:
    """The codes of the estates that it pays something in, each once."""
    standing = receipt.matches.filter(undone_on=None).order_by("pk")
    return dict.fromkeys(standing.values_list("unit__estate__code", flat=True))


def _check(found: Receipt) -> None:
    if found.state == ReceiptState.REVERSED:
        raise ReceiptReversedAlready(receipt=found.number)
    if (found.file and found.twin_id is None) or found.state == ReceiptState.TRANSFER:
        raise CannotBeReversed(receipt=found.number)
    if found.refunded:
        raise GivenBackAlready(receipt=found.number, amount=found.refunded)

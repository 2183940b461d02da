"""What was entered by mistake, or told twice: taken out by another person than entered it (docs/product.md rule 10)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import Leg, books, post
from invoices.modules.payments.domain.errors import (
    CannotBeReversed,
    GivenBackAlready,
    PaymentStays,
    ReceiptReversedAlready,
)
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, DisbursementReversal, Receipt, ReceiptReversal, RefundLink
from invoices.modules.payments.services.coding import left_to_code
from invoices.modules.payments.services.events import tell_of_reversal
from invoices.modules.payments.services.matching import reverse_matches
from invoices.modules.payments.services.posting import between, cash_account, fee_legs, going_out, waiting
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


def reverse_payment_out(
    *, disbursement: int, because: str, by: User, now: datetime, today: date
) -> DisbursementReversal:
    """Take a payment that may be the same as another out of the books: Dr the bank, Cr 2241.05. Its row stays, so
    that its file is known.

    Raises NotAllowed, SamePerson, ReasonMissing, PaymentStays.
    """
    require(by, DisbursementReversal.rights.approve)
    said = with_reason(because)
    with transaction.atomic(), books():
        found = Disbursement.objects.get(pk=disbursement)
        left, waits = left_to_code(found), found.refund_links.filter(RefundLink.WAITS).exists()
        if found.twin_id is None or waits or left != found.amount:
            raise PaymentStays(left=left, amount=found.amount)
        reversal = DisbursementReversal(
            disbursement=found, reason=said, prepared_by=found.recorded_by, decided_by=by, decided_at=now
        )
        refuse_own(reversal, by)
        account = cash_account(found.channel)
        credits = [going_out(found.identity, -found.amount), *fee_legs(account, -found.fee)]
        source = f"out_reversed/{found.channel}/{found.identity}"[:80]
        memo = f"冲销付款 {found.payee_name or found.memo}".strip()[:150]
        month = Month.of(found.paid_on).start
        post([between(source, today, month, memo, Leg(account, fen=found.amount.fen), credits)])
        reversal.save()
        record(reversal, ApprovalState.APPROVED, by=by)
    return reversal


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

"""Fees that a payment service tells of after the money was recorded: posted apart, once (docs/product.md rule 26)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from invoices.modules.ledger.public import EntryDraft, Leg, books, post
from invoices.modules.payments.domain.channels import FEES
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.models import MISTYPED, Disbursement, LaterFee, Receipt
from invoices.modules.payments.services.posting import Calendar, cash_account
from property_ops.framework.bulk import slices
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month

CHUNK = 500
UNTOLD = Q(fee=ZERO, later_fee=None)


def record_later_fees(
    *, movements: Sequence[MoneyMovement], by: User, now: datetime, today: date, file: str = ""
) -> int:
    """Of movements that are recorded without the fee that these say; returns how many had one. Safe to repeat."""
    calendar, found = Calendar(today), 0
    with books():
        for some in slices([one for one in movements if one.fee], CHUNK):
            recorded = _without_fee(some)
            for movement in some:
                row = recorded.pop(movement.key, None)
                if row is not None:
                    _post(row, movement, calendar, by, now, file)
                    found += 1
    return found


def _without_fee(movements: Sequence[MoneyMovement]) -> dict[object, Receipt | Disbursement]:
    numbers = [movement.transaction for movement in movements]
    receipts = Receipt.objects.exclude(MISTYPED).filter(UNTOLD, transaction__in=numbers)
    paid = Disbursement.objects.filter(UNTOLD, transaction__in=numbers)
    found: dict[object, Receipt | Disbursement] = {(one.channel, one.identity, False): one for one in receipts}
    return found | {(one.channel, one.identity, True): one for one in paid}


def _post(
    row: Receipt | Disbursement, movement: MoneyMovement, calendar: Calendar, by: User, now: datetime, file: str
) -> None:
    name = row.number if isinstance(row, Receipt) else f"{row.channel}/{row.identity}"
    posted_on = calendar.day_for(max(movement.day, row.posted_on))
    fee = movement.fee.fen
    about = row.number if isinstance(row, Receipt) else f"付款 {row.payee_name}".strip()
    legs = (Leg(FEES, fen=fee), Leg(cash_account(row.channel), fen=-fee))
    post([EntryDraft(f"fee/{name}"[:80], posted_on, Month.of(movement.day).start, f"手续费 {about}"[:200], legs)])
    LaterFee.objects.create(
        receipt=row if isinstance(row, Receipt) else None,
        disbursement=row if isinstance(row, Disbursement) else None,
        amount=movement.fee,
        posted_on=posted_on,
        file=file[:120],
        recorded_by=by,
        recorded_at=now,
    )

"""A receipt that is there already turns out to be for certain lines: it pays these."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import books
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.models.match import How
from invoices.modules.payments.services.exact_lines import CAUSE, MeantLine, settle_meant
from invoices.modules.payments.services.matching import OPEN, Share, assign, left_of, place_of
from invoices.modules.receivables.public import PayerAccount, allocate, undo
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO


def aim(
    *, receipt: Receipt, account: PayerAccount, lines: Sequence[MeantLine], by: User, now: datetime, today: date
) -> bool:
    """What waits is matched with the account, what is matched with it pays these lines first. Safe to repeat.

    False where a person has said otherwise, or nothing of it is left: then nothing is changed.
    """
    with transaction.atomic(), books():
        receipt.refresh_from_db()
        standing = list(receipt.matches.filter(undone_on=None).select_related("unit"))
        left = left_of(receipt)
        if receipt.state in OPEN and not standing and left > ZERO:
            share = Share(account.unit_code, account.party, left)
            assign(
                receipt, [(share, place_of(share, today))], by=by, now=now, today=today, how=How.ORDERED, lines=lines
            )
            return True
        if receipt.state != ReceiptState.MATCHED or len(standing) != 1:
            return False
        (match,) = standing
        if (match.unit.code, match.party) != (account.unit_code, account.party):
            return False
        undo(credit_id=match.credit_id, on=today, by=by, cause=CAUSE)
        settle_meant(match.credit_id, match.amount, lines, on=today, by=by)
        allocate(accounts={account}, by=by, on=today)
        return True

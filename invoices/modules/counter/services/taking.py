"""Taking money over the counter: for chosen lines, or the oldest first (docs/product.md rule 16)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from invoices.modules.counter.domain.errors import LineNotOpen, MoreThanMeant
from invoices.modules.counter.selectors.accounts import OwedLine, owed_lines
from invoices.modules.ledger.public import books
from invoices.modules.payments.public import MeantLine, MoneyMovement, PaymentChannel, Receipt, enter
from invoices.modules.receivables.public import PayerAccount
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan

TAKE = "counter.take"


def take(
    *,
    account: PayerAccount,
    amount: Yuan,
    channel: PaymentChannel,
    by: User,
    now: datetime,
    today: date,
    lines: Collection[int] | None = None,
    transaction_number: str = "",
    payer: str = "",
    rest_stays: bool = False,
) -> Receipt:
    """A receipt of today for an account. `lines` are paid first, and without any the oldest due.

    What is over pays other lines, then stays in advance: only where `rest_stays` says that it is meant. Raises
    NotAllowed, LineNotOpen, MoreThanMeant, DayCounted, and as `payments.enter`.
    """
    require(by, TAKE)
    with transaction.atomic(), books():
        open_ = [line for line in owed_lines(account) if not line.is_held]
        chosen = _chosen(open_, lines)
        meant = sum((line.open for line in chosen), ZERO)
        if amount > meant and not rest_stays:
            raise MoreThanMeant(over=(amount - meant).grouped())
        movement = MoneyMovement(
            channel=channel,
            transaction="" if channel is PaymentChannel.CASH else transaction_number,
            day=today,
            amount=amount,
            name=payer,
        )
        return enter(
            movement=movement,
            unit_code=account.unit_code,
            party=account.party,
            by=by,
            now=now,
            today=today,
            lines=[MeantLine(line.line_id, line.open) for line in chosen] if lines else (),
            right=TAKE,
        )


def _chosen(open_: list[OwedLine], lines: Collection[int] | None) -> list[OwedLine]:
    if not lines:
        return open_
    chosen = [line for line in open_ if line.line_id in lines]
    if len(chosen) != len(set(lines)):
        raise LineNotOpen()
    return chosen

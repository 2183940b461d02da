"""A paper is entered, to be approved by another person (docs/product.md rules 10 and 23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import books
from invoices.modules.opening import selectors
from invoices.modules.opening.domain.errors import (
    IncomeNotTakenOver,
    NothingToTakeOver,
    OpeningDiffers,
    TakenOverAlready,
)
from invoices.modules.opening.domain.papers import PaperKind, difference
from invoices.modules.opening.models import Opening, OpeningLine
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """A balance by account; debit above zero."""

    account: str
    amount: Yuan
    about: str = ""


def prepare_opening(*, day: date, reference: str, balances: Sequence[BalanceLine], by: User, now: datetime) -> Opening:
    """Store the balances by account, to be approved by another person.

    Raises NotAllowed, NothingToTakeOver, OpeningDiffers, IncomeNotTakenOver, TakenOverAlready.
    """
    require(by, "opening.prepare")
    check_balances(balances)
    with transaction.atomic(), books():
        other = selectors.standing(PaperKind.ACCOUNTS)
        if other:
            raise TakenOverAlready(paper=str(other))
        opening = Opening.objects.create(
            kind=PaperKind.ACCOUNTS, day=day, reference=reference, prepared_by=by, prepared_at=now
        )
        OpeningLine.objects.bulk_create(
            OpeningLine(opening=opening, position=position, account=one.account, about=one.about, amount=one.amount)
            for position, one in enumerate(balances)
        )
        audit.record(by=by, action="opening.prepared", subject=reference, lines=len(balances))
    return opening


def check_balances(balances: Sequence[BalanceLine]) -> None:
    """Raises NothingToTakeOver, OpeningDiffers, IncomeNotTakenOver."""
    if not balances:
        raise NothingToTakeOver()
    kinds = selectors.kinds_of_accounts()
    for one in balances:
        if kinds.get(one.account, "asset") not in selectors.OF_BALANCE:
            raise IncomeNotTakenOver(account=one.account)
    off = difference(one.amount for one in balances)
    if off:
        debit = sum((one.amount for one in balances if one.amount > ZERO), ZERO)
        raise OpeningDiffers(debit=debit.grouped(), credit=(debit - off).grouped(), difference=off.grouped())

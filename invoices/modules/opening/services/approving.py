"""Taking a paper over: what it says is posted on its day, as bills, credits or balances (docs/product.md rule 10)."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from invoices.modules.deposits.public import TakenOver, take_over
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, books, post
from invoices.modules.opening import selectors
from invoices.modules.opening.domain.errors import OpeningToCome
from invoices.modules.opening.domain.papers import BETWEEN, DEPOSITS, PaperKind, posted_to
from invoices.modules.opening.models import Opening, OpeningLine
from invoices.modules.opening.services.arrears import bill_arrears
from invoices.modules.opening.services.preparing import BalanceLine, check_balances
from invoices.modules.receivables.public import CreditDraft, CreditKind, record_credits
from property_ops.framework.approval.services import approving
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.kernel.period import Month


def approve_opening(*, opening_id: int, by: User, now: datetime) -> Opening:
    """Approve a paper and take over what it says, on its day.

    Raises NotAllowed, AlreadyDecided, SamePerson, OpeningToCome, MonthIsClosed, OpeningDiffers, UnknownAccount,
    HasSubaccounts.
    """
    asked = Opening.objects.select_related("estate").get(pk=opening_id)
    with transaction.atomic(), ExitStack() as held:
        if asked.kind == PaperKind.ARREARS and asked.estate is not None:
            for lock in ("charge", "billing"):  # before the books (ADR 0033)
                held.enter_context(locked_transaction(f"{lock}/{asked.estate.code}"))
        held.enter_context(books())
        with approving(Opening, opening_id, by=by, now=now) as opening:
            if opening.day > timezone.localdate(now):
                raise OpeningToCome(day=opening.day)
            opening.number = Opening.series.next(opening.day.year)
            lines = list(selectors.lines_of(opening))
            if opening.kind == PaperKind.ARREARS:
                bill_arrears(opening, lines, by=by, now=now)
            else:
                _post(opening, lines)
            if opening.kind == PaperKind.DEPOSITS:
                _keep_deposits(opening, lines, now)
    return opening


def _post(opening: Opening, lines: list[OpeningLine]) -> None:
    if opening.kind == PaperKind.ACCOUNTS:
        check_balances([BalanceLine(line.account, line.amount) for line in lines])
    legs = legs_of(opening, lines)
    post([entry_of(opening, legs, source=f"opening/{opening.number}", on=opening.day, words="期初余额")])
    if opening.kind == PaperKind.PREPAYMENTS:
        record_credits([_credit(opening, line) for line in lines])


def _keep_deposits(opening: Opening, lines: list[OpeningLine], now: datetime) -> None:
    rows = [TakenOver(line.unit, line.payer, line.amount, line.about) for line in lines if line.unit and line.payer]
    take_over(opening=str(opening.number), rows=rows, day=opening.day, by=opening.prepared_by, now=now)


def entry_of(opening: Opening, legs: tuple[Leg, ...], *, source: str, on: date, words: str) -> EntryDraft:
    return EntryDraft(
        source=source,
        posted_on=on,
        month=Month.of(opening.day).start,
        memo=f"{words} {opening.number} {opening.reference}"[:200],
        legs=legs,
        evidence=selectors.digest_of_lines(opening),
    )


def legs_of(opening: Opening, lines: list[OpeningLine]) -> tuple[Leg, ...]:
    """What the paper does to the ledger; old arrears are posted by their bills."""
    if opening.kind == PaperKind.ACCOUNTS:
        return tuple(_of_accounts(lines))
    account = RECEIVABLE if opening.kind == PaperKind.PREPAYMENTS else DEPOSITS
    code = opening.estate.code if opening.estate else ""
    total = sum(line.amount.fen for line in lines)
    whose = (
        Leg(account, code, line.unit.code if line.unit else "", str(line.payer_id), -line.amount.fen) for line in lines
    )
    return Leg(BETWEEN, code, fen=total), *whose


def _of_accounts(lines: list[OpeningLine]) -> Iterator[Leg]:
    for line in lines:
        account = posted_to(line.account)
        yield Leg(account, subledger=line.account if account == BETWEEN else line.about, fen=line.amount.fen)


def _credit(opening: Opening, line: OpeningLine) -> CreditDraft:
    assert opening.estate_id is not None
    assert line.unit is not None
    return CreditDraft(
        source=f"opening/{opening.number}/{line.position}",
        kind=CreditKind.OTHER,
        estate_id=opening.estate_id,
        unit_code=line.unit.code,
        party=str(line.payer_id),
        amount=line.amount,
        day=opening.day,
        value_day=opening.day,
        month=Month.of(opening.day),
    )

"""The year's true-up (多退少补): prepared by one, approved by another, posted as credits, once (rules 10 and 17)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from invoices.modules.breakeven.domain.errors import (
    BalanceMoved,
    BasisMissing,
    EarlierYearOpen,
    NothingToGiveBack,
    TruedUpAlready,
    YearNotOver,
)
from invoices.modules.breakeven.domain.result import TRUE_UP
from invoices.modules.breakeven.domain.true_up import TrueUpOutcome, parts
from invoices.modules.breakeven.models import TrueUp, TrueUpShare
from invoices.modules.breakeven.selectors import balance_of_year, carried_into, homes
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, books, post
from invoices.modules.receivables.public import CreditDraft, CreditKind, PayerAccount, allocate, record_credits
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.writing import within
from property_ops.modules.estates.public import Estate

BASIS = 200  # characters
AREA_PLACES = 4


def prepare_true_up(
    *, estate: Estate, year: int, outcome: TrueUpOutcome, basis: str, by: User, now: datetime, today: date
) -> TrueUp:
    """Say what shall become of the year's balance; another person approves it.

    Raises NotAllowed, YearNotOver, BasisMissing, EarlierYearOpen, NothingToGiveBack, TruedUpAlready.
    """
    require(by, "breakeven.prepare", estate)
    if today.year <= year:
        raise YearNotOver(year=year)
    words = within(basis, most=BASIS)
    if not words:
        raise BasisMissing()
    try:
        with transaction.atomic(), books():
            balance, carried = _shared_out(estate, year, outcome)
            made = TrueUp.objects.create(
                estate=estate,
                year=year,
                outcome=outcome,
                balance=balance,
                carried=carried,
                basis=words,
                prepared_by=by,
                prepared_at=now,
            )
            audit.record(by=by, action="breakeven.true_up_prepared", subject=f"{estate.code} {year}", outcome=outcome)
    except IntegrityError as error:
        raise TruedUpAlready(estate=estate.name, year=year) from error
    return made


def approve_true_up(*, true_up_id: int, by: User, now: datetime, today: date) -> TrueUp:
    """Approve it; what goes back becomes a credit of each home, which pays its open lines first.

    Raises NotAllowed, AlreadyDecided, SamePerson, and BalanceMoved where the ledger has another balance now.
    """
    with transaction.atomic(), books(), approving(TrueUp, true_up_id, by=by, now=now) as found:
        balance = balance_of_year(found.estate, found.year)
        if balance != found.balance or carried_into(found.estate, found.year) != found.carried:
            raise BalanceMoved(shown=found.balance.grouped(), ledger=balance.grouped())
        if found.outcome == TrueUpOutcome.GIVE_BACK:
            _give_back(found, by, today)
    return found


def _shared_out(estate: Estate, year: int, outcome: TrueUpOutcome) -> tuple[Yuan, Yuan]:
    """The year's balance, and what is carried into it."""
    if TrueUp.objects.filter(estate=estate, year=year - 1, state=ApprovalState.WAITING).exists():
        raise EarlierYearOpen(year=year - 1)
    balance, carried = balance_of_year(estate, year), carried_into(estate, year)
    if outcome == TrueUpOutcome.GIVE_BACK and balance + carried >= ZERO:
        raise NothingToGiveBack(estate=estate.name, year=year)
    return balance, carried


def _give_back(found: TrueUp, by: User, today: date) -> None:
    surplus, month = -(found.balance + found.carried), Month(found.year, 12)
    shared = homes(found.estate, on=month.period.last_day)
    given = [(home, amount) for home, amount in zip(shared, parts(surplus, shared), strict=True) if amount]
    TrueUpShare.objects.bulk_create(
        [
            TrueUpShare(
                true_up=found,
                unit_code=home.unit_code,
                party=home.party,
                area=Decimal(home.area).scaleb(-AREA_PLACES),
                amount=amount,
            )
            for home, amount in given
        ],
        batch_size=500,
    )
    code = found.estate.code
    sources = [f"true_up/{found.year}/{home.unit_code}" for home, _ in given]
    post(
        [
            EntryDraft(
                source=source,
                posted_on=today,
                month=month.start,
                memo=f"{found.year}年多退少补",
                legs=(
                    Leg(TRUE_UP, code, fen=amount.fen),
                    Leg(RECEIVABLE, code, home.unit_code, home.party, -amount.fen),
                ),
            )
            for source, (home, amount) in zip(sources, given, strict=True)
        ]
    )
    record_credits(
        [
            CreditDraft(
                source, CreditKind.TRUE_UP, found.estate_id, home.unit_code, home.party, amount, today, today, month
            )
            for source, (home, amount) in zip(sources, given, strict=True)
        ]
    )
    allocate(accounts=[PayerAccount(home.unit_code, home.party) for home, _ in given], on=today, by=by)

"""Settling a line by hand, and taking settlements back. An undo is a negative row: history stays."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from invoices.modules.billing.public import BillLine
from invoices.modules.ledger.public import books
from invoices.modules.receivables import selectors
from invoices.modules.receivables.domain.errors import (
    MoreThanCredit,
    MoreThanOpen,
    MoreThanSettled,
    NotIssued,
    NotOfThisAccount,
)
from invoices.modules.receivables.models import Credit, CreditKind, Settlement
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan


def settle(*, credit_id: int, line_id: int, amount: Yuan, on: date, by: User, cause: str) -> None:
    """Let so much of a credit settle a line. Raises NotIssued, NotOfThisAccount, MoreThanOpen, MoreThanCredit."""
    with books():
        credit = _credit(credit_id)
        line = selectors.with_open(BillLine.objects.filter(pk=line_id)).select_related("bill").first()
        if line is None:
            raise NotIssued()
        if (credit.unit_code, credit.party) != (line.bill.unit_code, line.party):
            raise NotOfThisAccount(credit=credit.unit_code, line=line.bill.unit_code)
        if amount > line.open:
            raise MoreThanOpen(open=line.open, amount=amount)
        _use(credit, line_id, amount, on, by, cause)


def withdraw(*, credit_id: int, amount: Yuan, on: date, by: User, cause: str) -> None:
    """Take so much of a credit out of the account; the caller posts Dr 1122. Raises MoreThanCredit."""
    with books():
        _use(_credit(credit_id), None, amount, on, by, cause)


def put_back(*, credit_id: int, amount: Yuan, on: date, by: User, cause: str) -> None:
    """What was withdrawn is free again; the caller posts Cr 1122. Raises MoreThanSettled."""
    with books():
        gone = selectors.history_of(credits=[credit_id]).filter(line=None)
        _take_back(gone, amount, on, by, cause)


def undo(
    *, credit_id: int, line_id: int | None = None, amount: Yuan | None = None, on: date, by: User, cause: str
) -> Yuan:
    """Take back what a credit settled: of one line, or of all; the latest first where `amount` limits it.

    Returns how much is free again. Raises MoreThanSettled if it is less than `amount`.
    """
    with books():
        rows = selectors.history_of(credits=[credit_id]).exclude(line=None)
        return _take_back(rows if line_id is None else rows.filter(line=line_id), amount, on, by, cause)


def release(*, line_id: int, amount: Yuan, on: date, by: User, cause: str) -> Yuan:
    """Take payments of a line back, the latest first, until `amount` is open on it; returns what was taken back.

    The payments are free credit of the account again. Raises MoreThanSettled if other things settled the line.
    """
    with books():
        line = selectors.with_open(BillLine.objects.filter(pk=line_id)).first()
        if line is None:
            raise NotIssued()
        missing = amount - line.open
        if missing <= ZERO:
            return ZERO
        rows = selectors.history_of(lines=[line_id]).filter(
            credit__kind__in=(CreditKind.PAYMENT, CreditKind.TRUE_UP, CreditKind.OTHER)
        )
        return _take_back(rows, missing, on, by, cause)


def _take_back(rows: QuerySet[Settlement], limit: Yuan | None, on: date, by: User, cause: str) -> Yuan:
    """Negative rows for what stands, the latest first."""
    standing: dict[tuple[int, int | None], Yuan] = defaultdict(lambda: ZERO)
    last = on
    for row in rows:
        key = row.credit_id, row.line_id
        standing[key] = standing.pop(key, ZERO) + row.amount
        last = max(last, row.day)
    left = sum(standing.values(), ZERO) if limit is None else limit
    if left > sum(standing.values(), ZERO):
        raise MoreThanSettled(settled=sum(standing.values(), ZERO), amount=left)
    taken = left
    for (credit, line), settled in reversed(standing.items()):
        part = min(left, settled)
        if part:
            Settlement.objects.create(credit_id=credit, line_id=line, amount=-part, day=last, cause=cause, by=by)
        left -= part
    return taken


def _credit(credit_id: int) -> Credit:
    return selectors.with_left(Credit.objects.filter(pk=credit_id)).get()


def _use(credit: Credit, line_id: int | None, amount: Yuan, on: date, by: User, cause: str) -> None:
    left: Yuan = credit.left  # type: ignore[attr-defined]
    if amount > left:
        raise MoreThanCredit(left=left, amount=amount)
    lines, credits = selectors.last_taken_back(lines=[line_id] if line_id else [], credits=[credit.pk])
    day = max(on, credit.day, *lines.values(), *credits.values())
    Settlement.objects.create(credit=credit, line_id=line_id, amount=amount, day=day, cause=cause, by=by)

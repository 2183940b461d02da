"""A paper is taken back as a whole, until the first month is closed: by another person than who prepared it."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from invoices.modules.deposits.public import give_up
from invoices.modules.ledger.public import RECEIVABLE, Leg, books, closed_months, post
from invoices.modules.opening import selectors
from invoices.modules.opening.domain.errors import FirstMonthClosed, NotTakenOver, UsedAlready
from invoices.modules.opening.domain.papers import BETWEEN, PaperKind
from invoices.modules.opening.models import Opening
from invoices.modules.opening.services.approving import entry_of, legs_of
from invoices.modules.opening.services.arrears import lines_billed
from invoices.modules.receivables.public import (
    Credit,
    CreditDraft,
    CreditKind,
    open_lines,
    record_credits,
    settle,
    unapplied_credits,
    withdraw,
)
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import refuse_own
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason


def undo_opening(*, opening_id: int, because: str, by: User, today: date) -> Opening:
    """Post the opposite of all that the paper did. Nothing of it may have been paid or used.

    Raises NotAllowed, SamePerson, ReasonMissing, NotTakenOver, FirstMonthClosed, UsedAlready.
    """
    with transaction.atomic(), books():
        opening = Opening.objects.select_for_update(of=("self",)).select_related("estate").get(pk=opening_id)
        require(by, Opening.rights.approve, opening)
        said = with_reason(because)
        if opening.state != ApprovalState.APPROVED or opening.undone_on:
            raise NotTakenOver(paper=str(opening))
        refuse_own(opening, by)
        closed = closed_months()
        if closed:
            raise FirstMonthClosed(month=min(closed))
        if opening.kind == PaperKind.DEPOSITS:
            give_up(opening=str(opening.number), because=said, by=by, today=today)
        _take_back(opening, by=by)
        opening.undone_by, opening.undone_on, opening.undone_because = by, today, said
        opening.save(update_fields=["undone_by", "undone_on", "undone_because"])
        audit.record(by=by, action="opening.undone", subject=str(opening), reason=said)
    return opening


def _take_back(opening: Opening, *, by: User) -> None:
    source = f"opening_undone/{opening.number}"
    if opening.kind == PaperKind.ARREARS:
        legs = tuple(_take_back_arrears(opening, source, by))
    else:
        legs = tuple(leg._replace(fen=-leg.fen) for leg in legs_of(opening, list(selectors.lines_of(opening))))
        if opening.kind == PaperKind.PREPAYMENTS:
            _take_back_prepayments(opening, source, by)
    post([entry_of(opening, legs, source=source, on=opening.day, words="撤销期初余额")])


def _take_back_arrears(opening: Opening, source: str, by: User) -> Iterator[Leg]:
    """Each line is settled by a credit of its own, so that nothing is open on its bill."""
    assert opening.estate is not None
    lines = list(lines_billed(opening))
    still_open = dict(open_lines().filter(pk__in=[line.pk for line in lines]).values_list("pk", "open"))
    for line in lines:
        if still_open.get(line.pk) != line.amount:
            raise UsedAlready(account=line.bill.unit_code)
        party = str(line.bill.payer_id or "")
        (credit,) = record_credits(
            [
                CreditDraft(
                    source=f"{source}/{line.pk}",
                    kind=CreditKind.CREDIT_NOTE,
                    estate_id=line.bill.estate_id,
                    unit_code=line.bill.unit_code,
                    party=party,
                    amount=line.amount,
                    day=opening.day,
                    value_day=opening.day,
                    month=Month.of(line.bill.month),
                )
            ]
        )
        settle(credit_id=credit, line_id=line.pk, amount=line.amount, on=opening.day, by=by, cause=source)
        yield Leg(BETWEEN, opening.estate.code, fen=line.amount.fen)
        yield Leg(RECEIVABLE, opening.estate.code, line.bill.unit_code, party, -line.amount.fen)


def _take_back_prepayments(opening: Opening, source: str, by: User) -> None:
    credits = list(Credit.objects.filter(source__startswith=f"opening/{opening.number}/"))
    left = dict(unapplied_credits().filter(pk__in=[one.pk for one in credits]).values_list("pk", "left"))
    for credit in credits:
        if left.get(credit.pk) != credit.amount:
            raise UsedAlready(account=credit.unit_code)
        withdraw(credit_id=credit.pk, amount=credit.amount, on=opening.day, by=by, cause=source)

"""Saying whose a receipt is, and taking it back. The history of both stays."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Sum

from invoices.modules.ledger.public import books, post
from invoices.modules.payments.domain.certainty import PayingParty
from invoices.modules.payments.domain.errors import AmountAboveZero, NoSuchAccount, NothingLeftToMatch, NotMatched
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Match, Receipt
from invoices.modules.payments.models.match import How
from invoices.modules.payments.selectors.parties import parties_of
from invoices.modules.payments.services.exact_lines import MeantLine, settle_meant
from invoices.modules.payments.services.posting import SubledgerAccount, between, waiting
from invoices.modules.payments.services.telling import tell_of_receipt
from invoices.modules.receivables import public as receivables
from invoices.modules.receivables.public import CreditDraft, CreditKind, PayerAccount
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason, within
from property_ops.modules.estates.public import Unit

OPEN = (ReceiptState.WAITING, ReceiptState.DEFERRED)


class Share(NamedTuple):
    """So much of a receipt is for this account."""

    unit_code: str
    party: str
    amount: Yuan


def match(
    *, receipt: int, shares: Sequence[Share], by: User, now: datetime, today: date, is_set_aside: bool = False
) -> Receipt:
    """A person says whose the receipt is; what it brings pays the oldest lines at once (docs/product.md rule 16).

    What `is_set_aside` pays nothing: the caller takes it out of the account in the same transaction, as a deposit.

    Raises NotAllowed, NoSuchAccount, AmountAboveZero, NothingLeftToMatch.
    """
    require(by, "payments.match")
    with transaction.atomic(), books():
        found = Receipt.objects.get(pk=receipt)
        _check(found, shares)
        places = [place_of(share, today) for share in shares]
        parts = list(zip(shares, places, strict=True))
        assign(found, parts, by=by, now=now, today=today, how=How.CHOSEN, is_set_aside=is_set_aside)
        audit.record(
            by=by, action="payments.matched", subject=found.number, accounts=[share.unit_code for share in shares]
        )
    return found


def assign(
    found: Receipt,
    parts: Sequence[tuple[Share, tuple[Unit, PayingParty]]],
    *,
    by: User,
    now: datetime,
    today: date,
    how: How,
    lines: Sequence[MeantLine] = (),
    is_set_aside: bool = False,
) -> None:
    """From 2241.01 to the accounts; inside the caller's transaction and lock. `lines` are paid first, if any."""
    first = _next_sequence(found)
    legs = [
        SubledgerAccount(unit.estate.code, unit.code, party.party).leg(-share.amount.fen)
        for share, (unit, party) in parts
    ]
    total = sum((share.amount for share, _ in parts), ZERO)
    month = Month.of(found.received_on)
    post(
        [
            between(
                f"match/{found.number}/{first}",
                today,
                month.start,
                f"认领 {found.number}",
                waiting(found.number, total.fen),
                legs,
            )
        ]
    )
    credits = receivables.record_credits(
        [
            CreditDraft(
                f"receipt/{found.number}/{first + offset}",
                CreditKind.PAYMENT,
                unit.estate_id,
                unit.code,
                party.party,
                share.amount,
                today,
                found.received_on,
                month,
            )
            for offset, (share, (unit, party)) in enumerate(parts)
        ]
    )
    for offset, ((share, (unit, party)), credit) in enumerate(zip(parts, credits, strict=True)):
        Match.objects.create(
            receipt=found,
            sequence=first + offset,
            unit=unit,
            party=party.party,
            party_name=party.name,
            amount=share.amount,
            credit_id=credit,
            how=how,
            day=today,
            by=by,
            at=now,
        )
    places = [(unit, party.party) for _share, (unit, party) in parts]
    tell_of_receipt(found.number, first, places, now=now)
    settle_state(found)
    for (share, _place), credit in zip(parts, credits, strict=True):
        settle_meant(credit, share.amount, lines, on=today, by=by)
    if not is_set_aside:
        paying = {PayerAccount(unit.code, party.party) for _, (unit, party) in parts}
        receivables.allocate(accounts=paying, by=by, on=today)


def undo_match(*, receipt: int, because: str, by: User, now: datetime, today: date) -> Receipt:
    """The receipt waits again, and what it had paid is open again. Raises NotAllowed, ReasonMissing, NotMatched."""
    require(by, "payments.match")
    because = with_reason(because)
    with transaction.atomic(), books():
        found = Receipt.objects.get(pk=receipt)
        if not reverse_matches(found, because=because, by=by, today=today):
            raise NotMatched(receipt=found.number)
        audit.record(by=by, action="payments.unmatched", subject=found.number, because=because)
    return found


def reverse_matches(found: Receipt, *, because: str, by: User, today: date) -> list[Match]:
    """Back to 2241.01, all that is matched; inside the caller's transaction and lock. Returns what was undone."""
    standing = list(found.matches.filter(undone_on=None).select_related("unit__estate").order_by("sequence"))
    for one in standing:
        source = f"unmatch/{found.number}/{one.sequence}"
        place = SubledgerAccount(one.unit.estate.code, one.unit.code, one.party)
        month = Month.of(found.received_on).start
        memo = f"撤销认领 {found.number}"
        post([between(source, today, month, memo, place.leg(one.amount.fen), [waiting(found.number, -one.amount.fen)])])
        receivables.undo(credit_id=one.credit_id, on=today, by=by, cause=source)
        receivables.withdraw(credit_id=one.credit_id, amount=one.amount, on=today, by=by, cause=source)
        one.undone_on, one.undone_by, one.undone_because = today, by, because
        one.save(update_fields=["undone_on", "undone_by", "undone_because"])
    if standing:
        settle_state(found)
        receivables.allocate(accounts={PayerAccount(one.unit.code, one.party) for one in standing}, by=by, on=today)
    return standing


def defer(*, receipt: int, note: str, by: User) -> Receipt:
    """Put a receipt aside that nobody can match now, with a note; or take it up again without one.

    Raises NotAllowed, NothingLeftToMatch.
    """
    require(by, "payments.match")
    with transaction.atomic(), books():
        found = Receipt.objects.get(pk=receipt)
        if found.state not in OPEN:
            raise NothingLeftToMatch(receipt=found.number, left=ZERO)
        found.note = within(note, most=200)
        found.state = ReceiptState.DEFERRED if found.note else ReceiptState.WAITING
        found.save(update_fields=["state", "note"])
        audit.record(by=by, action="payments.deferred", subject=found.number, note=found.note)
    return found


def defer_all(*, note: str, by: User) -> int:
    """Put aside all that wait, with one note: a month's end leaves them as a liability. How many.

    Raises NotAllowed, ReasonMissing.
    """
    require(by, "payments.match")
    note = with_reason(within(note, most=200))
    with transaction.atomic(), books():
        count = Receipt.objects.filter(state=ReceiptState.WAITING).update(state=ReceiptState.DEFERRED, note=note)
        audit.record(by=by, action="payments.deferred", subject="", note=note, receipts=count)
    return count


def left_of(found: Receipt) -> Yuan:
    """What of a receipt is neither matched nor given back nor an own transfer."""
    if found.state == ReceiptState.TRANSFER:
        return ZERO
    matched = found.matches.filter(undone_on=None).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return found.amount - found.refunded - matched


def settle_state(found: Receipt) -> None:
    """Matched once nothing is left; otherwise it waits, or stays deferred."""
    left = left_of(found)
    if not left:
        found.state = ReceiptState.MATCHED
    elif found.state == ReceiptState.MATCHED:
        found.state = ReceiptState.WAITING
    found.save(update_fields=["state"])


def _check(found: Receipt, shares: Sequence[Share]) -> None:
    if not shares or any(share.amount <= ZERO for share in shares):
        raise AmountAboveZero()
    left = left_of(found) if found.state in OPEN else ZERO
    if sum((share.amount for share in shares), ZERO) > left:
        raise NothingLeftToMatch(receipt=found.number, left=left)


def place_of(share: Share, today: date) -> tuple[Unit, PayingParty]:
    """The unit and the party of a share. Raises NoSuchAccount."""
    unit = Unit.objects.select_related("estate").filter(code=share.unit_code).first()
    if unit is None:
        raise NoSuchAccount(account=share.unit_code)
    parties = {one.party: one for one in parties_of([unit.pk], on=today)[unit.pk]}
    if share.party not in parties:
        if share.party or parties:
            raise NoSuchAccount(account=share.unit_code)
        return unit, PayingParty("", "")
    return unit, parties[share.party]


def _next_sequence(found: Receipt) -> int:
    return (found.matches.aggregate(last=Max("sequence"))["last"] or 0) + 1

"""Recording money that moved: numbered, posted, and matched where it is certain. A transaction counts once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from invoices.modules.ledger.public import EntryDraft, books, post
from invoices.modules.payments.domain.certainty import PayingParty, Payment, certain_party
from invoices.modules.payments.domain.channels import SERVICES
from invoices.modules.payments.domain.memos import places_in
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import MISTYPED, Match, Receipt
from invoices.modules.payments.models.match import How
from invoices.modules.payments.selectors.addresses import AddressedUnit, UnitAddresses
from invoices.modules.payments.selectors.parties import confirmed_payers, holders_of, parties_of
from invoices.modules.payments.services.disbursements import link_earlier_refunds, record_disbursements
from invoices.modules.payments.services.events import tell_of_receipts
from invoices.modules.payments.services.exact_lines import MeantLine, settle_meant
from invoices.modules.payments.services.posting import Calendar, SubledgerAccount, fen_of, received, waiting
from invoices.modules.receivables.public import CreditDraft, CreditKind, PayerAccount, allocate, record_credits
from property_ops.framework.bulk import insert_columns, reserve_ids, slices
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

CHUNK = 10_000
"""Entries made up and posted at a time: a year's statement of a bank has more than fit beside each other."""


@dataclass(frozen=True, slots=True)
class MatchedAccount:
    """The account that a receipt is for."""

    unit_id: int
    estate_id: int
    place: SubledgerAccount
    name: str
    lines: tuple[MeantLine, ...] = ()
    is_ordered: bool = False
    """Whether the payer chose on our own page what is paid: then `lines` come first."""
    is_set_aside: bool = False
    """Whether it pays nothing: the caller takes it out of the account in the same transaction."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A movement as it becomes a receipt; `meant` is None while it waits for a person."""

    pk: int
    number: str
    posted_on: date
    movement: MoneyMovement
    meant: MatchedAccount | None


Chooser = Callable[[Sequence[MoneyMovement], date], list[MatchedAccount | None]]


def record(
    *,
    movements: Sequence[MoneyMovement],
    by: User,
    now: datetime,
    today: date,
    file: str = "",
    choose: Chooser | None = None,
) -> list[Receipt]:
    """Store the movements, none of which may be stored already, and post each on its day; returns the receipts.

    What is certainly for one account is matched and pays it (docs/product.md rule 16); all else waits on 2241.01. The
    whole is one transaction.
    """
    with books():
        coming = [movement for movement in movements if not movement.is_out]
        numbered = _numbered(coming, (choose or certainly)(coming, today), today)
        _store(numbered, by, now, file)
        for some in slices(numbered, CHUNK):
            post([_entry(one) for one in some])
        _credit([one for one in numbered if one.meant], by, now)
        tell_of_receipts((one.pk, one.number, one.meant.place.estate if one.meant else "") for one in numbered)
        link_earlier_refunds([one.movement.transaction for one in numbered], by=by, now=now, today=today)
        going = [movement for movement in movements if movement.is_out]
        record_disbursements(going, by=by, now=now, today=today, file=file)
    return list(Receipt.objects.filter(pk__in=[one.pk for one in numbered][:1000]))


def certainly(movements: Sequence[MoneyMovement], today: date) -> list[MatchedAccount | None]:
    """The account that each payment is for beyond doubt: one unit in the memo, and a payer who is known there.

    See `domain/certainty.py`; what may be recorded already (a twin) is never certain.
    """
    places = UnitAddresses.read()
    meant = [places.meant_by(movement.memo) for movement in movements]
    units = {found[0].unit_id for found in meant if len(found) == 1}
    parties, holders = parties_of(units, on=today), holders_of(units)
    before = confirmed_payers((one.account for one in movements), (one.name for one in movements))
    estates = dict(Estate.objects.values_list("pk", "code"))
    chosen: list[MatchedAccount | None] = []
    for movement, found in zip(movements, meant, strict=True):
        if movement.twin or movement.waits or len(found) != 1:
            chosen.append(None)
            continue
        unit = found[0]
        known = before.accounts.get((str(movement.channel), movement.account), set())
        payment = Payment(
            movement.name,
            movement.day,
            by_code=_by_code(movement),
            is_elsewhere=bool(known) and all(of != unit.unit_id for of, _party in known),
        )
        known = known | before.names.get(movement.name, set())
        confirmed = {party for of, party in known if of == unit.unit_id}
        party = certain_party(payment, parties[unit.unit_id], holders[unit.unit_id], confirmed)
        chosen.append(_account(unit, party, parties[unit.unit_id], estates))
    return chosen


def _by_code(movement: MoneyMovement) -> bool:
    """A payment service that names nobody says the unit's full code, as our own page wrote it."""
    return movement.channel in SERVICES and not movement.name and any(one.estate for one in places_in(movement.memo))


def _account(
    unit: AddressedUnit, party: str | None, parties: Sequence[PayingParty], estates: Mapping[int, str]
) -> MatchedAccount | None:
    if party is None:
        return None
    name = next(one.name for one in parties if one.party == party)
    place = SubledgerAccount(estates[unit.estate_id], unit.code, party)
    return MatchedAccount(unit.unit_id, unit.estate_id, place, name)


def _numbered(
    movements: Sequence[MoneyMovement], meant: Sequence[MatchedAccount | None], today: date
) -> list[Numbered]:
    calendar = Calendar(today)
    by_year: dict[int, int] = defaultdict(int)
    for movement in movements:
        by_year[movement.day.year] += 1
    following = {year: iter(Receipt.series.take(year, count)) for year, count in sorted(by_year.items())}
    numbered = []
    for pk, movement, account in zip(reserve_ids(Receipt, len(movements)), movements, meant, strict=True):
        number = next(following[movement.day.year])
        numbered.append(Numbered(pk, number, calendar.day_for(movement.day), movement, account))
    return numbered


def _store(numbered: Sequence[Numbered], by: User, now: datetime, file: str) -> None:
    movements = [one.movement for one in numbered]
    insert_columns(
        Receipt,
        {
            "id": [one.pk for one in numbered],
            "number": [one.number for one in numbered],
            "channel": [str(movement.channel) for movement in movements],
            "transaction": [movement.transaction for movement in movements],
            "amount": [movement.amount.fen for movement in movements],
            "fee": [movement.fee.fen for movement in movements],
            "refunded": 0,
            "received_on": [movement.day for movement in movements],
            "received_at": [movement.at and movement.at.isoformat() for movement in movements],
            "own_account": [movement.own_account for movement in movements],
            "balance": [fen_of(movement.balance) for movement in movements],
            "identity": [movement.identity for movement in movements],
            "twin": _twins(numbered),
            "payer_name": [movement.name for movement in movements],
            "payer_account": [movement.account for movement in movements],
            "memo": [movement.memo for movement in movements],
            "file": file[:120],
            "posted_on": [one.posted_on for one in numbered],
            "state": [str(ReceiptState.MATCHED if one.meant else ReceiptState.WAITING) for one in numbered],
            "note": "",
            "recorded_by": by.pk,
            "recorded_at": now,
        },
        rows=len(numbered),
    )


def _twins(numbered: Sequence[Numbered]) -> list[int | None]:
    """The receipts that may tell of the same money: recorded before, or in this file."""
    wanted = {one.movement.twin for one in numbered if one.movement.twin}
    known = {(str(one.movement.channel), one.movement.identity): one.pk for one in numbered} if wanted else {}
    told = Receipt.objects.exclude(MISTYPED)
    recorded = told.filter(identity__in=[identity for _channel, identity in wanted])
    known |= {(channel, identity): pk for channel, identity, pk in recorded.values_list("channel", "identity", "pk")}
    return [known[one.movement.twin] if one.movement.twin else None for one in numbered]


def _entry(one: Numbered) -> EntryDraft:
    fen = one.movement.amount.fen
    leg = one.meant.place.leg(-fen) if one.meant else waiting(one.number, -fen)
    return received(one.movement, one.number, one.posted_on, [leg])


def _credit(matched: Sequence[Numbered], by: User, now: datetime) -> None:
    """The receipts that are for certain become credit of their accounts, and pay what is open there."""
    accounts = [(one, one.meant) for one in matched if one.meant]
    credits = record_credits(
        [
            CreditDraft(
                source=f"receipt/{one.number}/1",
                kind=CreditKind.PAYMENT,
                estate_id=meant.estate_id,
                unit_code=meant.place.unit_code,
                party=meant.place.party,
                amount=one.movement.amount,
                day=one.posted_on,
                value_day=one.movement.day,
                month=Month.of(one.movement.day),
            )
            for one, meant in accounts
        ]
    )
    insert_columns(
        Match,
        {
            "receipt": [one.pk for one, _ in accounts],
            "sequence": 1,
            "unit": [meant.unit_id for _, meant in accounts],
            "party": [meant.place.party for _, meant in accounts],
            "party_name": [meant.name for _, meant in accounts],
            "amount": [one.movement.amount.fen for one, _ in accounts],
            "credit": credits,
            "how": [str(_how(one, meant)) for one, meant in accounts],
            "day": [one.posted_on for one, _ in accounts],
            "by": by.pk,
            "at": now,
            "undone_because": "",
        },
        rows=len(accounts),
    )
    for (one, meant), credit in zip(accounts, credits, strict=True):
        settle_meant(credit, one.movement.amount, meant.lines, on=one.posted_on, by=by)
    free = [meant.place for _, meant in accounts if not meant.is_set_aside]
    allocate(accounts={PayerAccount(place.unit_code, place.party) for place in free}, by=by)


def _how(one: Numbered, meant: MatchedAccount) -> How:
    if meant.is_ordered:
        return How.ORDERED
    return How.CERTAIN if one.movement.transaction else How.ENTERED

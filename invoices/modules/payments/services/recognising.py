"""Which movements of a file are known already, and which may be (docs/product.md rule 26). Only reads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from invoices.modules.payments.domain.channels import SERVICES, PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.recognition import (
    OTHER_DAY_WITHIN,
    Likeness,
    Trace,
    numbers_of_services,
    recognise,
)
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import MISTYPED, Disbursement, Receipt
from property_ops.framework.bulk import slices
from property_ops.kernel.money import Yuan

SETTLED_WITHIN = timedelta(days=7)
"""A payment service pays out to the bank within some days."""
CHUNK = 500

Twin = tuple[str, str]


def new_of_statement(movements: Sequence[MoneyMovement], doubtful: Sequence[bool]) -> list[MoneyMovement | None]:
    """For each row of a bank's statement None if it is recorded already, else the movement with its place among equal
    rows, and its twin if it may be recorded: as a row of another file, or of a payment service whose number it bears.

    `doubtful` rows do not follow from the balance before them: one that repeats another row may be a copy of it.
    """
    if not movements:
        return []
    first, last = min(one.day for one in movements), max(one.day for one in movements)
    known = list(_known(first - OTHER_DAY_WITHIN, last + OTHER_DAY_WITHIN))
    found = recognise([_trace(one) for one in movements], [trace for trace, _twin in known])
    mentioned = [_mentioned(one) for one in movements]
    at_services = _receipts_with({number for numbers in mentioned for number in numbers})
    alike = Counter(map(_in_short, movements))
    places: Counter[MoneyMovement] = Counter()
    fresh: list[MoneyMovement | None] = []
    for movement, doubt, recognised, numbers in zip(movements, doubtful, found, mentioned, strict=True):
        place = 1
        if alike[_in_short(movement)] > 1:
            places[movement] += 1
            place = places[movement]
        if recognised.likeness is Likeness.SAME:
            fresh.append(None)
            continue
        twin = known[recognised.known][1] if recognised.known is not None else None
        twin = twin or _told_by_service(movement, numbers, at_services)
        if twin is None and doubt and place > 1:
            twin = str(movement.channel), movement.identity
        is_as_read = twin is None and place == movement.place
        fresh.append(movement if is_as_read else replace(movement, place=place, twin=twin))
    return fresh


def _in_short(movement: MoneyMovement) -> tuple[object, ...]:
    """Equal for all that are equal: to see with little work that most have no equal."""
    return movement.day, movement.at, movement.amount.fen, movement.transaction


def with_twins_in_statements(movements: Sequence[MoneyMovement]) -> list[MoneyMovement]:
    """Payments of a service, each with the row of a bank's statement that bears its number and amount, if there is."""
    coming = [one for one in movements if not one.is_out]
    if not coming:
        return list(movements)
    first, last = min(one.day for one in coming), max(one.day for one in coming)
    mentioned: dict[str, tuple[Twin, Yuan]] = {}
    banked = Receipt.objects.filter(
        channel=PaymentChannel.BANK, received_on__range=(first - SETTLED_WITHIN, last + SETTLED_WITHIN)
    ).exclude(state=ReceiptState.REVERSED)
    for identity, memo, serial, amount in banked.values_list("identity", "memo", "transaction", "amount"):
        for number in numbers_of_services(f"{memo} {serial}"):
            mentioned[number] = (str(PaymentChannel.BANK), identity), amount
    return [_with_twin(one, mentioned) for one in movements]


def _with_twin(movement: MoneyMovement, mentioned: dict[str, tuple[Twin, Yuan]]) -> MoneyMovement:
    twin, amount = mentioned.get(movement.transaction, (None, None))
    if movement.is_out or amount not in (movement.amount, movement.amount - movement.fee):
        return movement
    return replace(movement, twin=twin)


def _told_by_service(
    movement: MoneyMovement, numbers: Sequence[str], receipts: dict[str, tuple[Twin, Yuan, Yuan]]
) -> Twin | None:
    for number in numbers:
        twin, amount, fee = receipts.get(number, (None, None, None))
        if twin and amount is not None and fee is not None and movement.amount in (amount, amount - fee):
            return twin
    return None


def _mentioned(movement: MoneyMovement) -> list[str]:
    return [] if movement.is_out else numbers_of_services(f"{movement.memo} {movement.transaction}")


def _receipts_with(numbers: set[str]) -> dict[str, tuple[Twin, Yuan, Yuan]]:
    """Number → twin, amount and fee of the receipt of a payment service."""
    found: dict[str, tuple[Twin, Yuan, Yuan]] = {}
    for some in slices(sorted(numbers), CHUNK):
        rows = Receipt.objects.exclude(MISTYPED).filter(channel__in=SERVICES, transaction__in=some)
        for channel, identity, number, amount, fee in rows.values_list(
            "channel", "identity", "transaction", "amount", "fee"
        ):
            found[number] = (channel, identity), amount, fee
    return found


def _trace(movement: MoneyMovement) -> Trace:
    return Trace(
        is_out=movement.is_out,
        day=movement.day,
        amount=movement.amount,
        own_account=movement.own_account,
        at=movement.at,
        payer=movement.name,
        serial=movement.transaction,
        balance=movement.balance,
    )


def _known(first: date, last: date) -> Iterator[tuple[Trace, Twin]]:
    """What is recorded of the bank's movements of these days. What a person typed in is known by its number alone.

    A row that was taken out as told twice is known all the same: it stands in its file.
    """
    bank = str(PaymentChannel.BANK)
    receipts = Receipt.objects.filter(channel=bank, received_on__range=(first, last))
    for day, amount, own, at, payer, serial, balance, identity, file in (
        receipts.exclude(MISTYPED)
        .order_by("pk")
        .values_list(
            "received_on",
            "amount",
            "own_account",
            "received_at",
            "payer_name",
            "transaction",
            "balance",
            "identity",
            "file",
        )
    ):
        yield Trace(False, day, amount, own, at, payer if file else "", serial, balance), (bank, identity)
    paid = Disbursement.objects.filter(channel=bank, paid_on__range=(first, last)).order_by("pk")
    for day, amount, own, at, payee, serial, balance, identity in paid.values_list(
        "paid_on", "amount", "own_account", "paid_at", "payee_name", "transaction", "balance", "identity"
    ):
        yield Trace(True, day, amount, own, at, payee, serial, balance), (bank, identity)

"""Whom a receipt may be from: everything that speaks for an account, gathered and ranked."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Sum

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.ledger.public import RECEIVABLE, payers_with_balance
from invoices.modules.payments.domain.candidates import MOST, Candidate, CandidateReason, by_amount, likeness, ranked
from invoices.modules.payments.domain.certainty import PayingParty
from invoices.modules.payments.models import Match, Receipt
from invoices.modules.payments.selectors.addresses import UnitAddresses
from invoices.modules.payments.selectors.parties import parties_of
from invoices.modules.receivables.public import open_lines
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Tenure, Unit, find_units

LIMIT = 40
"""Units looked at for one kind of reason: nobody chooses among more."""


def candidates(receipt: Receipt, *, on: date) -> list[Candidate]:
    """At most nine accounts, the likeliest first, each with what speaks for it."""
    amount = receipt.amount - receipt.refunded
    named = {unit.unit_id for unit in UnitAddresses.named_in(receipt.memo)[:LIMIT]}
    before = _paid_before(receipt)
    named_so = dict(_of_name(receipt.payer_name))
    amounts = set(_with_amount(amount))
    units = named | {unit for unit, _party in before} | named_so.keys() | amounts
    parties = parties_of(units, on=on)
    bills = _bills_of(units)
    found = []
    for unit in Unit.objects.filter(pk__in=units).select_related("estate"):
        for party in parties[unit.pk]:
            one = Candidate(unit.code, party.party, party.name, unit.estate.name, party.open)
            one.reasons = list(_reasons(receipt, unit.pk, party, named, before, bills, amount))
            found.append(one)
    return ranked(found)


def _reasons(
    receipt: Receipt,
    unit: int,
    party: PayingParty,
    named: set[int],
    before: set[tuple[int, str]],
    bills: dict[tuple[int, str], list[Yuan]],
    amount: Yuan,
) -> Iterator[CandidateReason]:
    if unit in named:
        yield CandidateReason.PLACE
    if (unit, party.party) in before:
        yield CandidateReason.PAID_BEFORE
    if name := likeness(receipt.payer_name, party.name):
        yield name
    if sum_ := by_amount(amount, party.open, bills.get((unit, party.party), ())):
        yield sum_


def _paid_before(receipt: Receipt) -> set[tuple[int, str]]:
    """The accounts that receipts from the same account of the payer were matched with."""
    if not receipt.payer_account:
        return set()
    matches = Match.objects.filter(
        receipt__payer_account=receipt.payer_account, receipt__channel=receipt.channel, undone_on=None
    )
    return set(matches.order_by("-pk").values_list("unit_id", "party")[:LIMIT])


def _of_name(payer: str) -> Iterator[tuple[int, str]]:
    """The units held by somebody of this name, or of one much like it: the same surname, one character apart."""
    if not payer:
        return
    same = Tenure.objects.filter(name=payer).values_list("unit_id", "name")[:LIMIT]
    yield from same
    if len(same) < LIMIT:
        like = Tenure.objects.filter(name__startswith=payer[0]).exclude(name=payer).values_list("unit_id", "name")
        yield from [pair for pair in like if likeness(payer, pair[1])][:LIMIT]


def _with_amount(amount: Yuan) -> Iterator[int]:
    """The units where exactly this much is owed, altogether or on a bill that nothing was paid of: by indexes alone."""
    codes = {code for code, _party in payers_with_balance(RECEIVABLE, amount, most=LIMIT)}
    yield from Unit.objects.filter(code__in=codes).values_list("pk", flat=True)
    lines = open_lines().filter(bill__total=amount).order_by()
    bills = lines.values(unit=F("bill__account__unit_id"), bill_id_=F("bill_id")).annotate(sum=Sum("open"))
    yield from [row["unit"] for row in bills.filter(sum=amount)[:LIMIT]]


def _bills_of(units: set[int]) -> dict[tuple[int, str], list[Yuan]]:
    """The totals of each account's issued bills."""
    found: dict[tuple[int, str], list[Yuan]] = {}
    bills = Bill.objects.filter(account__unit__in=units, state=BillState.ISSUED)
    for unit, payer, total in bills.values_list("account__unit_id", "payer_id", "total"):
        found.setdefault((unit, str(payer or "")), []).append(total)
    return found


def found_by_search(text: str, user: User, *, on: date) -> list[Candidate]:
    """The accounts that a search for units finds: by address, room, name, plate. At most nine."""
    units = list(find_units(Unit.objects.select_related("estate"), text, user=user).order_by("code")[:MOST])
    parties = parties_of([unit.pk for unit in units], on=on)
    return [
        Candidate(unit.code, party.party, party.name, unit.estate.name, party.open)
        for unit in units
        for party in parties[unit.pk]
    ][:MOST]

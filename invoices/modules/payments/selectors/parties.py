"""Who can be meant by a payment for a unit: those who owe there, or else whoever gets its bills."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.payments.domain.candidates import only_party
from invoices.modules.payments.domain.errors import NoSuchAccount, SeveralOwe
from invoices.modules.receivables.public import PayerAccount, open_lines
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Role, Tenure, Unit, in_force

CHUNK = 500


@dataclass(slots=True)
class PayingParty:
    """`party` is the tenure's id as the ledger has it; `is_latest`: the last bill of the unit went to them."""

    party: str
    name: str
    open: Yuan = ZERO
    is_latest: bool = False


def parties_of(units: Collection[int], *, on: date) -> dict[int, list[PayingParty]]:
    """By unit: everybody who got a bill there, and if nobody did, the owner of that day."""
    ids = sorted(units)
    found: dict[int, dict[str, PayingParty]] = {unit: {} for unit in ids}
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        for unit, party, name in _billed(some):
            for other in found[unit].values():
                other.is_latest = False
            found[unit][party] = PayingParty(party, name, is_latest=True)
        for unit, party, open_ in _open(some):
            found[unit][party].open = open_
        owners = in_force(Tenure.objects.filter(unit__in=some, role=Role.OWNER), on=on).order_by("pk")
        for unit, pk, name in owners.values_list("unit_id", "pk", "name"):
            if not any(one.open or one.is_latest for one in found[unit].values()):
                found[unit][str(pk)] = PayingParty(str(pk), name)
    return {unit: list(parties.values()) for unit, parties in found.items()}


def the_one_meant(parties: Collection[PayingParty], payer: str) -> PayingParty | None:
    """The party of a payment for a unit, if it is certain: the only one who owes, or the only one who owes and has the
    payer's name; where nobody owes, whoever gets the bills now."""
    owing = {one.party: one for one in parties if one.open}
    if owing:
        chosen = only_party({party: one.name for party, one in owing.items()}, payer)
        return owing[chosen] if chosen is not None else None
    latest = [one for one in parties if one.is_latest] or list(parties)
    return latest[0] if len(latest) == 1 else None


def _billed(units: list[int]) -> Iterator[tuple[int, str, str]]:
    """The latest last."""
    bills = Bill.objects.filter(account__unit__in=units, state=BillState.ISSUED).order_by("month", "pk")
    for unit, payer, name in bills.values_list("account__unit_id", "payer_id", "payer_name"):
        yield unit, str(payer or ""), name


def _open(units: list[int]) -> Iterator[tuple[int, str, Yuan]]:
    lines = open_lines().filter(bill__account__unit__in=units).order_by()
    rows = lines.values(unit=F("bill__account__unit_id"), who=F("party")).annotate(sum=Sum("open"))
    for row in rows:
        yield row["unit"], row["who"], row["sum"]


def account_meant(unit_code: str, payer: str, *, on: date) -> PayerAccount:
    """The account of a unit that somebody pays for at the counter. Raises NoSuchAccount, SeveralOwe."""
    unit = Unit.objects.filter(code=unit_code).first()
    parties = parties_of([unit.pk], on=on)[unit.pk] if unit else []
    if not parties:
        raise NoSuchAccount(account=unit_code)
    party = the_one_meant(parties, payer)
    if party is None:
        raise SeveralOwe(account=unit_code, names="、".join(one.name for one in parties))
    return PayerAccount(unit_code, party.party)

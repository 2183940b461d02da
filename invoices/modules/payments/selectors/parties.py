"""Who can be meant by a payment for a unit: those who owe there, or get its bills; and who is known to pay for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, Sum

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.payments.domain.certainty import PayingParty, UnitHolder, likely_party
from invoices.modules.payments.domain.errors import NoSuchAccount, SeveralOwe
from invoices.modules.payments.models import Match
from invoices.modules.payments.models.match import How
from invoices.modules.receivables.public import PayerAccount, open_lines
from property_ops.framework.bulk import slices
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, Period
from property_ops.modules.estates.public import Role, Tenure, Unit

CHUNK = 2_000
BY_A_PERSON = (How.CHOSEN, How.ENTERED)


@dataclass(slots=True)
class ConfirmedPayers:
    """What persons said before: (channel, payer's account) or payer's name → the accounts (unit, party)."""

    accounts: dict[tuple[str, str], set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))


def parties_of(units: Collection[int], *, on: date) -> dict[int, list[PayingParty]]:
    """By unit: everybody who got a bill or a payment there, and always the owner of that day."""
    ids = sorted(units)
    found: dict[int, dict[str, PayingParty]] = {unit: {} for unit in ids}
    for some in slices(ids, CHUNK):
        for unit, party, name in (*_billed(some), *_matched(some)):
            found[unit].setdefault(party, PayingParty(party, name)).name = name
        for unit, party, open_ in _open(some):
            found[unit][party].open = open_
        for unit, pk, name, days in _tenures(some, roles=(Role.OWNER, Role.TENANT)):
            known = found[unit].get(str(pk[0]))
            if known:
                known.days = days
            elif pk[1] == Role.OWNER and on in days:
                found[unit][str(pk[0])] = PayingParty(str(pk[0]), name, days)
    return {unit: list(parties.values()) for unit, parties in found.items()}


def holders_of(units: Collection[int]) -> dict[int, list[UnitHolder]]:
    """By unit: every owner and tenant, of today or before."""
    found: dict[int, list[UnitHolder]] = defaultdict(list)
    for some in slices(sorted(units), CHUNK):
        for unit, _pk, name, days in _tenures(some, roles=(Role.OWNER, Role.TENANT)):
            found[unit].append(UnitHolder(name, days))
    return found


def confirmed_payers(accounts: Iterable[str], names: Iterable[str]) -> ConfirmedPayers:
    """What persons confirmed of payers with these accounts or names."""
    found = ConfirmedPayers()
    said = Match.objects.filter(undone_on=None, how__in=BY_A_PERSON).order_by()
    for some in slices(sorted({account for account in accounts if account}), CHUNK):
        rows = said.filter(receipt__payer_account__among=some)
        for channel, account, unit, party in rows.values_list(
            "receipt__channel", "receipt__payer_account", "unit_id", "party"
        ):
            found.accounts[channel, account].add((unit, party))
    for some in slices(sorted({name for name in names if name}), CHUNK):
        rows = said.filter(receipt__payer_name__among=some)
        for name, unit, party in rows.values_list("receipt__payer_name", "unit_id", "party"):
            found.names[name].add((unit, party))
    return found


def account_meant(unit_code: str, payer: str, *, on: date) -> PayerAccount:
    """The account of a unit that somebody pays for at the counter. Raises NoSuchAccount, SeveralOwe."""
    unit = Unit.objects.filter(code=unit_code).first()
    parties = parties_of([unit.pk], on=on)[unit.pk] if unit else []
    if not parties:
        raise NoSuchAccount(account=unit_code)
    party = likely_party(payer, parties, on=on)
    if party is None:
        raise SeveralOwe(account=unit_code, names="、".join(one.name for one in parties))
    return PayerAccount(unit_code, party.party)


def _billed(units: list[int]) -> Iterator[tuple[int, str, str]]:
    """The latest last."""
    bills = Bill.objects.filter(account__unit__among=units, state=BillState.ISSUED).order_by("month", "pk")
    for unit, payer, name in bills.values_list("account__unit_id", "payer_id", "payer_name"):
        yield unit, str(payer or ""), name


def _matched(units: list[int]) -> Iterator[tuple[int, str, str]]:
    """Who has a payment there, and perhaps no bill yet."""
    standing = Match.objects.filter(unit__among=units, undone_on=None).exclude(Q(party="") & Q(party_name=""))
    yield from standing.order_by().values_list("unit_id", "party", "party_name").distinct()


def _tenures(units: list[int], *, roles: Collection[str]) -> Iterator[tuple[int, tuple[int, str], str, Period]]:
    rows = Tenure.objects.filter(unit__among=units, role__in=roles).order_by("pk")
    for unit, pk, role, name, start, end in rows.values_list("unit_id", "pk", "role", "name", "start", "end"):
        yield unit, (pk, role), name, Period(start or date.min, end or FAR_FUTURE)


def _open(units: list[int]) -> Iterator[tuple[int, str, Yuan]]:
    lines = open_lines().filter(bill__account__unit__among=units).order_by()
    rows = lines.values(unit=F("bill__account__unit_id"), who=F("party")).annotate(sum=Sum("open"))
    for row in rows:
        yield row["unit"], row["who"], row["sum"]

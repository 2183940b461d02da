"""What is open by age, as of any day: sums of the whole, billed less settled, so that it takes as long as one look.

A bill that is paid later is open still as of then; the total less unused credit is the ledger's receivable of that day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import ExpressionWrapper, QuerySet, Sum, Value

from invoices.modules.billing.public import BillLine, BillState
from invoices.modules.collections.domain.ageing import Aged, aged, total
from invoices.modules.ledger.public import RECEIVABLE, balances_by_estate, daily_turnover
from invoices.modules.receivables.public import Credit, DueDay, PayerAccount, Settlement, with_open
from property_ops.framework.fields import YuanField
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Period
from property_ops.modules.estates.public import Estate, Unit, visible_estates

Key = tuple[Any, ...]
ESTATE = ("bill__estate_id",)
NOWHERE = (0, 0, "")
ACCOUNT = ("bill__unit_code", "bill__payer_id")


@dataclass(frozen=True, slots=True)
class EstateAge:
    estate: Estate
    aged: Aged


@dataclass(frozen=True, slots=True)
class AccountAge:
    """A payer of a unit; `account.party` is empty where nobody is registered."""

    account: PayerAccount
    building: int
    payer: str
    aged: Aged

    @property
    def unit_code(self) -> str:
        return self.account.unit_code


@dataclass(frozen=True, slots=True)
class BuildingAge:
    building: int
    accounts: int
    aged: Aged


@dataclass(frozen=True, slots=True)
class AgeingTieOut:
    """The ageing beside the ledger: they must be equal."""

    aged: Yuan
    ledger: Yuan

    @property
    def holds(self) -> bool:
        return self.aged == self.ledger


def of_estates(user: User, *, as_of: date) -> list[EstateAge]:
    """Of every estate that this person may see and where anything is open or credited, by code."""
    estates = {estate.pk: estate for estate in visible_estates(user).order_by("code")}
    ages = estate_ages(as_of=as_of, estates=list(estates))
    return [EstateAge(estate, ages[pk]) for pk, estate in estates.items() if ages.get(pk)]


def estate_ages(*, as_of: date, estates: Sequence[int] | None = None) -> dict[int, Aged]:
    """By the key of the estate; of all for None."""
    opened = {key[0]: amounts for key, amounts in open_by_due_day(ESTATE, as_of=as_of, estates=estates).items()}
    credits = {key[0]: amount for key, amount in _credit(("estate_id",), as_of=as_of, estates=estates).items()}
    return {
        estate: aged(opened.get(estate, {}), as_of=as_of, credit=credits.get(estate, ZERO))
        for estate in opened.keys() | credits.keys()
    }


def of_accounts(*, as_of: date, estates: Sequence[int]) -> list[AccountAge]:
    """Every account of these estates with anything open or credited, in building order."""
    opened = {
        _account(*key): amounts for key, amounts in open_by_due_day(ACCOUNT, as_of=as_of, estates=estates).items()
    }
    credits = {
        PayerAccount(*key): amount
        for key, amount in _credit(("unit_code", "party"), as_of=as_of, estates=estates).items()
    }
    places, payers = places_of_units(estates), _payers(estates)
    found = [
        AccountAge(
            account,
            places.get(account.unit_code, NOWHERE)[0],
            payers.get(account, ""),
            aged(opened.get(account, {}), as_of=as_of, credit=credits.get(account, ZERO)),
        )
        for account in opened.keys() | credits.keys()
    ]
    found.sort(key=lambda one: (place_of(places.get(one.unit_code, NOWHERE)), one.account))
    return [one for one in found if one.aged]


def of_buildings(accounts: Iterable[AccountAge]) -> list[BuildingAge]:
    """The accounts of one estate, building by building."""
    by_building: dict[int, list[AccountAge]] = defaultdict(list)
    for one in accounts:
        by_building[one.building].append(one)
    return [
        BuildingAge(building, len(own), total(one.aged for one in own)) for building, own in sorted(by_building.items())
    ]


def tie_out(*, as_of: date, ages: Iterable[Aged], estates: Sequence[str] | None = None) -> AgeingTieOut:
    """The total of the ages beside the ledger's receivables of that day; `estates` are codes, None for all."""
    posted = balances_by_estate(RECEIVABLE, until=as_of)
    ledger = sum((amount for code, amount in posted.items() if estates is None or code in estates), ZERO)
    return AgeingTieOut(sum((one.balance for one in ages), ZERO), ledger)


def tie_outs(days: Iterable[date]) -> Iterator[tuple[date, AgeingTieOut]]:
    """The same of several days and all estates. What settles a line leaves the balance as it is, and ages do too."""
    balance = [
        *_sums(BillLine.objects.filter(bill__state=BillState.ISSUED), ("bill__issued_on",)),
        *_sums(Credit.objects.all(), ("day",), sign=-1),
        *_sums(Settlement.objects.filter(line__isnull=True), ("day",)),
    ]
    in_order = sorted(days)
    before = sum(balances_by_estate(RECEIVABLE, until=in_order[0]).values(), ZERO)
    posted = daily_turnover(RECEIVABLE, Period(in_order[0] + ONE_DAY, in_order[-1] + ONE_DAY))
    for day in in_order:
        ledger = sum((amount for moved, amount in posted.items() if moved <= day), before)
        yield day, AgeingTieOut(sum((amount for moved, amount in balance if moved <= day), ZERO), ledger)


def open_by_due_day(
    keys: tuple[str, ...], *, as_of: date, estates: Sequence[int] | None = None
) -> dict[Key, dict[date, Yuan]]:
    """What is open, grouped by these columns of a bill line and by due day; moved due days as of then."""
    found: dict[Key, dict[date, Yuan]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    lines = BillLine.objects.filter(bill__state=BillState.ISSUED, bill__issued_on__lte=as_of)
    settled = Settlement.objects.filter(day__lte=as_of, line__isnull=False)
    if estates is not None:
        lines, settled = lines.filter(bill__estate__in=estates), settled.filter(line__bill__estate__in=estates)
    of_settled = _sums(settled, (*(f"line__{name}" for name in keys), "line__bill__due_on"), sign=-1)
    for *key, due_on, amount in _sums(lines, (*keys, "bill__due_on")).union(of_settled, all=True):
        found[tuple(key)][due_on] += amount
    moved = with_open(lines.filter(pk__in=DueDay.objects.filter(day__lte=as_of).values("line")), as_of=as_of)
    for *key, due_on, due_day, amount in moved.values_list(*keys, "bill__due_on", "due_day", "open"):
        found[tuple(key)][due_on] -= amount
        found[tuple(key)][due_day] += amount
    return found


def _credit(keys: tuple[str, ...], *, as_of: date, estates: Sequence[int] | None) -> dict[Key, Yuan]:
    """Unused credit by these columns of a credit."""
    found: dict[Key, Yuan] = defaultdict(lambda: ZERO)
    credits, used = Credit.objects.filter(day__lte=as_of), Settlement.objects.filter(day__lte=as_of)
    if estates is not None:
        credits, used = credits.filter(estate__in=estates), used.filter(credit__estate__in=estates)
    of_used = _sums(used, tuple(f"credit__{name}" for name in keys), sign=-1)
    for *key, amount in _sums(credits, keys).union(of_used, all=True):
        found[tuple(key)] += amount
    return found


def _sums(rows: QuerySet[Any], keys: tuple[str, ...], *, sign: int = 1) -> QuerySet[Any, Any]:
    total = ExpressionWrapper(Sum("amount") * Value(sign), output_field=YuanField())
    return rows.order_by().values_list(*keys).annotate(sum=total)


def _account(unit_code: str, payer: int | None) -> PayerAccount:
    return PayerAccount(unit_code, str(payer or ""))


def places_of_units(estates: Sequence[int]) -> dict[str, tuple[int, int, str]]:
    """Building, entrance and room by unit code."""
    rows = Unit.objects.filter(estate__in=estates).values_list("code", "building", "entrance", "room")
    return {code: (building, entrance, room) for code, building, entrance, room in rows}


def place_of(place: tuple[int, int, str]) -> tuple[int, int, int, str]:
    """What sorts by building, entrance and room; a room that is a number counts as one."""
    building, entrance, room = place
    return building, entrance, int(room) if room.isdecimal() else 0, room


def _payers(estates: Sequence[int]) -> dict[PayerAccount, str]:
    rows = BillLine.objects.filter(bill__estate__in=estates, bill__state=BillState.ISSUED).order_by()
    named = rows.values_list("bill__unit_code", "bill__payer_id", "bill__payer_name").distinct()
    return {_account(unit, payer): name for unit, payer, name in named}

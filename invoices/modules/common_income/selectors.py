"""Leases of common parts, what of their rents is not in the ledger, and each estate's fund."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from invoices.modules.common_income.domain.rents import FUND, RENTS, SOURCE, rent_of
from invoices.modules.common_income.models import CommonLease
from invoices.modules.ledger.public import AccountLeg, balances_by_estate, legs_on, posted_to
from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, managed_estates


@dataclass(frozen=True, slots=True)
class UnpostedRent:
    """What a lease owes for a month and the ledger has not; below zero where it was ended early."""

    lease: CommonLease
    amount: Yuan
    entries: int


@dataclass(frozen=True, slots=True)
class CommonFund:
    """An estate's money of its owners: what came to it and what it paid for, since the books began here."""

    estate: Estate
    movements: Sequence[AccountLeg]
    rents_owed: Yuan

    @property
    def earned(self) -> Yuan:
        return -sum((one.amount for one in self.movements if one.amount < ZERO), ZERO)

    @property
    def spent(self) -> Yuan:
        return sum((one.amount for one in self.movements if one.amount > ZERO), ZERO)

    @property
    def held(self) -> Yuan:
        return self.earned - self.spent

    @property
    def advanced(self) -> Yuan:
        """What it paid for before it came in: the company's money until then, and nobody's charge."""
        return max(-self.held, ZERO)


def visible_leases(user: User) -> QuerySet[CommonLease]:
    rows = CommonLease.objects.visible_to(user)
    return rows.select_related("estate", "prepared_by", "decided_by", "ended_by")


def find_leases(leases: QuerySet[CommonLease], text: str) -> QuerySet[CommonLease]:
    return leases.filter(Q(number__icontains=text) | Q(place__icontains=text) | Q(tenant__icontains=text))


def unposted_rents(month: Month) -> list[UnpostedRent]:
    posted = _posted(month)
    found = []
    for lease in CommonLease.objects.filter(CommonLease.STANDS).select_related("estate").order_by("number"):
        amounts = posted.get(lease.number or "", [])
        owed = rent_of(month, monthly=lease.monthly_rent, start=lease.start, end=lease.until)
        left = owed - sum(amounts, ZERO)
        if left:
            found.append(UnpostedRent(lease, left, len(amounts)))
    return found


def waiting_months(*, today: date) -> list[tuple[Month, Yuan]]:
    """The months that are over and of which the ledger has not what the leases owe: the oldest first."""
    posted, found = posted_to(RENTS), dict[Month, Yuan]()
    for lease in CommonLease.objects.filter(CommonLease.STANDS):
        for month, owed, done in months_of(lease, today=today, posted=posted):
            if owed != done:
                found[month] = found.get(month, ZERO) + owed - done
    return sorted(found.items())


def months_of(
    lease: CommonLease, *, today: date, posted: Mapping[str, Yuan] | None = None
) -> list[tuple[Month, Yuan, Yuan]]:
    """Every month of the lease's terms that is over: what it owes, and what of it is in the ledger."""
    posted, month, found = posted_to(RENTS) if posted is None else posted, Month.of(lease.start), []
    while month.end <= min(today, Month.of(lease.end).end):
        prefix = f"{SOURCE}{lease.number}/{month}/"
        done = sum((amount for source, amount in posted.items() if source.startswith(prefix)), ZERO)
        found.append((month, rent_of(month, monthly=lease.monthly_rent, start=lease.start, end=lease.until), done))
        month = month.next
    return found


def fund_of(estate: Estate, *, on: date) -> CommonFund:
    owed = balances_by_estate(RENTS, until=on).get(estate.code, ZERO)
    return CommonFund(estate, list(legs_on(FUND, estate=estate.code)), owed)


def funds(user: User, *, on: date) -> list[tuple[Estate, int, Yuan, Yuan]]:
    """(estate, leases that run, rents owed, held for the owners) of every managed estate."""
    held, owed = balances_by_estate(FUND, until=on), balances_by_estate(RENTS, until=on)
    running = in_force(CommonLease.objects.filter(CommonLease.STANDS), on=on)
    leases: dict[int, int] = defaultdict(int)
    for lease in running:
        leases[lease.estate_id] += lease.until > on
    return [
        (estate, leases[estate.pk], owed.get(estate.code, ZERO), -held.get(estate.code, ZERO))
        for estate in managed_estates(user).order_by("code")
    ]


def rents_unlike_leases() -> list[tuple[str, Yuan, Yuan]]:
    """(source, posted, owed) of months of which the ledger has more than the lease gives: others may follow."""
    totals: dict[tuple[str, Month], Yuan] = defaultdict(lambda: ZERO)
    for source, amount in posted_to(RENTS).items():
        if source.startswith(SOURCE):
            _kind, lease_number, written, _entry = source.split("/")
            totals[lease_number, Month.parse(written)] += amount
    leases: dict[str, Any] = {lease.number or "": lease for lease in CommonLease.objects.filter(CommonLease.STANDS)}
    found = []
    for (number, month), amount in totals.items():
        lease = leases.get(number)
        owed = rent_of(month, monthly=lease.monthly_rent, start=lease.start, end=lease.end) if lease else ZERO
        if not ZERO <= amount <= owed:
            found.append((f"{number} {month}", amount, owed))
    return found


def _posted(month: Month) -> dict[str, list[Yuan]]:
    found: dict[str, list[Yuan]] = defaultdict(list)
    for source, amount in posted_to(RENTS).items():
        if source.startswith(SOURCE) and source.split("/")[2] == str(month):
            found[source.split("/")[1]].append(amount)
    return found

"""Who owns a unit, what they owe and hold there, and who else is called so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, QuerySet, Sum

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.deposits.public import DEPOSITS
from invoices.modules.ledger.public import balances_of_account
from invoices.modules.ownership.models import OwnerChange, SettledCertificate
from invoices.modules.receivables.public import open_lines, unapplied_credits
from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY
from property_ops.modules.estates.public import Role, Tenure, Unit
from property_ops.modules.parking.public import Lease

NAMESAKES = 6


@dataclass(frozen=True, slots=True)
class SellersAccount:
    """What somebody owes and holds at a unit."""

    owed: Yuan
    advance: Yuan
    deposit: Yuan


def owner_changes(user: User) -> QuerySet[OwnerChange]:
    rows = OwnerChange.objects.visible_to(user)
    return rows.select_related("unit__estate", "seller", "buyer", "prepared_by", "decided_by")


def certificates(user: User) -> QuerySet[SettledCertificate]:
    return SettledCertificate.objects.visible_to(user).select_related("unit__estate", "issued_by")


def owner_before(unit: Unit, day: date) -> Tenure | None:
    """The owner on the last day before `day`."""
    return in_force(Tenure.objects.filter(unit=unit, role=Role.OWNER), on=day - ONE_DAY).order_by("pk").first()


def later_change(unit: Unit, day: date, seller: Tenure) -> date | None:
    """The first day on or after `day` on which the owner changes already."""
    if seller.end is not None:
        return seller.end
    later = Tenure.objects.filter(unit=unit, role=Role.OWNER, start__gte=day).order_by("start").first()
    return later.start if later else None


def account_of(unit: Unit, tenure: Tenure) -> SellersAccount:
    return accounts_of(unit).get(str(tenure.pk), SellersAccount(ZERO, ZERO, ZERO))


def accounts_of(unit: Unit) -> dict[str, SellersAccount]:
    """By party of the ledger: what each owes and holds at the unit."""
    open_ = dict(open_lines(unit_code=unit.code).order_by().values_list("party").annotate(sum=Sum("open")))
    credit = dict(unapplied_credits(unit_code=unit.code).order_by().values_list("party").annotate(sum=Sum("left")))
    deposits = {party: -held for (code, party), held in balances_of_account(DEPOSITS).items() if code == unit.code}
    return {
        party: SellersAccount(open_.get(party, ZERO), credit.get(party, ZERO), deposits.get(party, ZERO))
        for party in {*open_, *credit, *deposits}
    }


def owed_lines(unit: Unit, tenure: Tenure) -> QuerySet[Any]:
    rows = open_lines(unit_code=unit.code, party=str(tenure.pk)).select_related("bill")
    return rows.order_by("due_day", "pk")


def billed_since(unit: Unit, tenure: Tenure, day: date) -> QuerySet[Bill]:
    """Bills of months after `day` that went to the seller already: they stay the seller's unless corrected."""
    rows = Bill.objects.filter(account__unit=unit, payer=tenure, state=BillState.ISSUED, month__gte=day.replace(day=1))
    return rows.order_by("month")


def last_month_billed(unit: Unit, tenure: Tenure) -> date | None:
    bills = Bill.objects.filter(account__unit=unit, payer=tenure, state=BillState.ISSUED)
    found: date | None = bills.aggregate(last=Max("month"))["last"]
    return found


def leases_on(unit: Unit, day: date) -> QuerySet[Lease]:
    return in_force(Lease.objects.filter(unit=unit), on=day).select_related("space").order_by("space__number")


def namesakes(name: str, *, besides: Unit, user: User) -> Sequence[Tenure]:
    """Others of that name who hold a unit that the reader sees, now or before."""
    rows = Tenure.objects.visible_to(user).filter(name=name).exclude(unit=besides)
    return list(rows.select_related("unit__estate").order_by("unit__code", "pk")[:NAMESAKES])


def known_here(unit: Unit, name: str) -> QuerySet[Tenure]:
    return Tenure.objects.filter(unit=unit, name=name)


def payers_of_unit(unit: Unit) -> list[tuple[Tenure, SellersAccount]]:
    """Every owner, and who else holds the unit or owes something there; the latest first."""
    held, nothing = accounts_of(unit), SellersAccount(ZERO, ZERO, ZERO)
    rows = Tenure.objects.filter(unit=unit).order_by(F("start").desc(nulls_last=True), "-pk")
    return [
        (one, held.get(str(one.pk), nothing))
        for one in rows
        if one.role == Role.OWNER or one.end is None or str(one.pk) in held
    ]


def payer_seen(user: User, pk: int) -> Tenure | None:
    return Tenure.objects.visible_to(user).filter(pk=pk).select_related("unit__estate").first()


def history_of(unit: Unit, user: User) -> tuple[QuerySet[OwnerChange], QuerySet[SettledCertificate]]:
    return owner_changes(user).filter(unit=unit), certificates(user).filter(unit=unit)

"""Changing the register by hand."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.personal import masked_phone
from property_ops.modules.estates.domain.errors import (
    BankAccountWaits,
    NothingChanges,
    SameBankAccount,
    TenantWithoutLetting,
    UnitChangedLater,
    UnitChangedMeanwhile,
    UnitChangeWaits,
)
from property_ops.modules.estates.models import (
    BankAccountChange,
    Company,
    Estate,
    EstateMembership,
    Occupancy,
    Tenure,
    Unit,
    UnitChange,
    UnitVersion,
)
from property_ops.modules.estates.models.unit import OccupancyState, Role
from property_ops.modules.estates.selectors import UnitFacts, changed_after, unit_facts, unit_facts_said

COMPANY, REGISTER = "company.change", "estates.change"


@transaction.atomic
def assign_estates(*, user: User, estates: Collection[Estate], by: User) -> None:
    """From now on these are the estates of a grid worker. Raises NotAllowed."""
    require(by, "staff.manage")
    before = set(EstateMembership.objects.filter(user=user).values_list("estate_id", flat=True))
    wanted = {estate.pk for estate in estates}
    if before == wanted:
        return
    EstateMembership.objects.filter(user=user).exclude(estate__in=wanted).delete()
    EstateMembership.objects.bulk_create([EstateMembership(user=user, estate_id=pk) for pk in sorted(wanted - before)])
    codes = sorted(estate.code for estate in estates)
    audit.record(by=by, action="staff.estates_assigned", subject=user.username, estates=codes)


@transaction.atomic
def change_owner(*, seller: Tenure, day: date, name: str, phone: str, by: User) -> Tenure:
    """The owner's days end where the buyer's begin: part of a change of owner that `by` approves, so no more rights
    are asked here."""
    seller.end = day
    seller.save(update_fields=["end"])
    buyer = Tenure.objects.create(unit=seller.unit, role=Role.OWNER, name=name, phone=phone, start=day)
    audit.record(by=by, action="register.owner_changed", subject=seller.unit.code, day=f"{day}")
    return buyer


@transaction.atomic
def change_phone(*, tenure: Tenure, phone: str, by: User) -> Tenure:
    """Another number of the same person. Nobody pays by it: one person does it. Raises NotAllowed."""
    require(by, REGISTER, tenure)
    found = Tenure.objects.select_for_update().select_related("unit").get(pk=tenure.pk)
    found.phone = phone
    found.save(update_fields=["phone"])
    audit.record(by=by, action="register.phone_changed", subject=found.unit.code, role=found.role)
    return found


@transaction.atomic
def prepare_unit_change(*, change: UnitChange, by: User, now: datetime) -> UnitChange:
    """Store what a unit shall be from a day on; it counts once another person approves it.

    Raises NotAllowed, UnitChangeWaits, UnitChangedLater, TenantWithoutLetting, NothingChanges.
    """
    require(by, REGISTER, change.unit)
    unit = Unit.objects.select_for_update().get(pk=change.unit_id)
    if UnitChange.objects.filter(UnitChange.WAITS, unit=unit).exists():
        raise UnitChangeWaits(unit=unit.code)
    later = changed_after(unit, change.day)
    if later is not None:
        raise UnitChangedLater(unit=unit.code, day=later)
    if change.tenant and change.occupancy != OccupancyState.LET:
        raise TenantWithoutLetting()
    was = unit_facts(unit, change.day)
    change.area_before, change.use_before = was.area, was.use
    change.occupancy_before, change.tenant_before = was.occupancy, was.tenant
    if unit_facts_said(change) == was:
        raise NothingChanges()
    change.prepared_by, change.prepared_at = by, now
    change.save()
    audit.record(by=by, action="register.change_prepared", subject=change.unit.code, **change.audit_facts())
    return change


def approve_unit_change(*, change: UnitChange, by: User, now: datetime) -> UnitChange:
    """From its day on the unit is so. Raises NotAllowed, SamePerson, AlreadyDecided, UnitChangedMeanwhile."""
    with approving(UnitChange, change.pk, by=by, now=now) as found:
        unit = Unit.objects.select_for_update().get(pk=found.unit_id)
        was = UnitFacts(found.area_before, found.use_before, found.occupancy_before, found.tenant_before)
        if unit_facts(unit, found.day) != was or changed_after(unit, found.day) is not None:
            raise UnitChangedMeanwhile(unit=unit.code)
        _measure(unit, found)
        if found.occupancy != was.occupancy:
            kept = _ends(Occupancy.objects.filter(unit=unit), found.day)
            start = found.day if kept else None
            if found.occupancy:
                Occupancy.objects.create(unit=unit, state=found.occupancy, start=start)
        if found.tenant != was.tenant:
            _ends(Tenure.objects.filter(unit=unit, role=Role.TENANT), found.day)
            if found.tenant:
                Tenure.objects.create(
                    unit=unit, role=Role.TENANT, name=found.tenant, phone=found.tenant_phone, start=found.day
                )
    return found


def _measure(unit: Unit, change: UnitChange) -> None:
    """Area and use, with what the unit was on the days before."""
    if (unit.area, unit.use) == (change.area, change.use):
        return
    if not unit.versions.filter(end=change.day).exists():
        UnitVersion.objects.create(unit=unit, area=unit.area, use=unit.use, end=change.day)
    unit.area, unit.use = change.area, change.use
    unit.save()


def _ends(rows: QuerySet[Any], day: date) -> bool:
    """What holds on the day ends there, or goes where it began that very day; whether anything held before."""
    current = in_force(rows, on=day).first()
    if current is None:
        return rows.exists()
    if current.start == day:
        current.delete()
    else:
        current.end = day
        current.save(update_fields=["end"])
    return True


@transaction.atomic
def change_company(*, name: str, address: str, phone: str, by: User) -> Company:
    """Store the letterhead of documents issued from now on; the bank account is another matter. Raises NotAllowed."""
    require(by, COMPANY)
    company = Company.load()
    said = {"name": name, "address": address, "phone": phone}
    changes = {field: [getattr(company, field), value] for field, value in said.items()}
    for field, value in said.items():
        setattr(company, field, value)
    company.save()
    told = {field: both for field, both in changes.items() if both[0] != both[1]}
    audit.record(by=by, action="company.changed", subject=company.name, **told)
    return company


@transaction.atomic
def change_estate(*, estate: Estate, by: User, **said: Any) -> Estate:
    """Store what nobody pays by: community, buildings, year, grid worker, party branch, chair; each with its history.

    Name, code and days of management come by the office's register. Raises NotAllowed.
    """
    require(by, "estates.change", estate)
    found = Estate.objects.select_for_update().get(pk=estate.pk)
    told = {
        field: [masked_phone(one) if field == "grid_worker_phone" else one for one in (getattr(found, field), value)]
        for field, value in said.items()
        if getattr(found, field) != value
    }
    for field, value in said.items():
        setattr(found, field, value)
    if told:
        found.save(update_fields=list(said))
        audit.record(by=by, action="register.estate_changed", subject=found.code, **told)
    return found


@transaction.atomic
def propose_bank_account(*, bank_name: str, bank_account: str, by: User, now: datetime) -> BankAccountChange:
    """Where residents are to send their money; another person approves it (docs/product.md rule 10).

    Raises NotAllowed, BankAccountWaits, SameBankAccount.
    """
    require(by, COMPANY)
    Company.objects.select_for_update().first()
    if BankAccountChange.objects.filter(BankAccountChange.WAITS).exists():
        raise BankAccountWaits()
    company = Company.load()
    change = BankAccountChange(
        bank_name=bank_name,
        bank_account=bank_account,
        bank_name_before=company.bank_name,
        bank_account_before=company.bank_account,
        prepared_by=by,
        prepared_at=now,
    )
    if (bank_name, bank_account) == (company.bank_name, company.bank_account):
        raise SameBankAccount()
    change.save()
    audit.record(by=by, action="company.bank_account", subject=change.audit_subject, **change.audit_facts())
    return change


def approve_bank_account(*, change: BankAccountChange, by: User, now: datetime) -> BankAccountChange:
    """Papers made from now on bear it. Raises NotAllowed, SamePerson, AlreadyDecided."""
    with approving(BankAccountChange, change.pk, by=by, now=now) as found:
        company = Company.load()
        company.bank_name, company.bank_account = found.bank_name, found.bank_account
        company.save()
        return found

"""Changing the register by hand."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.domain.errors import BankAccountWaits, SameBankAccount
from property_ops.modules.estates.models import BankAccountChange, Company, Estate, EstateMembership, Tenure
from property_ops.modules.estates.models.unit import Role

COMPANY = "company.change"


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

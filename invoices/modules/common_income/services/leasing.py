"""Letting a common part: prepared by one person, approved by another, ended early by another than who prepared it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.common_income.domain.errors import NoLeaseDays, NoRent, NotLet
from invoices.modules.common_income.models import CommonLease
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import clean, with_reason
from property_ops.modules.estates.public import Estate


@dataclass(frozen=True, slots=True)
class CommonLeaseTerms:
    """`end` is the first day on which it is not let; `basis` who of the owners decided it, and when."""

    estate: Estate
    kind: str
    place: str
    tenant: str
    monthly_rent: Yuan
    start: date
    end: date
    basis: str


def prepare_lease(*, terms: CommonLeaseTerms, by: User, now: datetime) -> CommonLease:
    """A lease that waits for another person. Raises NotAllowed, NoLeaseDays, NoRent."""
    require(by, CommonLease.rights.prepare, terms.estate)
    if terms.end <= terms.start:
        raise NoLeaseDays()
    if terms.monthly_rent <= ZERO:
        raise NoRent()
    with transaction.atomic():
        lease = CommonLease.objects.create(
            estate=terms.estate,
            kind=terms.kind,
            place=clean(terms.place),
            tenant=clean(terms.tenant),
            monthly_rent=terms.monthly_rent,
            start=terms.start,
            end=terms.end,
            basis=clean(terms.basis),
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="common_income.prepared", subject=lease.audit_subject, **lease.audit_facts())
    return lease


def approve_lease(*, lease_id: int, by: User, now: datetime) -> CommonLease:
    """From now on its rents are posted. Raises NotAllowed, SamePerson, AlreadyDecided."""
    with approving(CommonLease, lease_id, by=by, now=now) as lease:
        lease.number = CommonLease.series.next(lease.start.year)
    return lease


def end_lease(*, lease_id: int, day: date, because: str, by: User) -> CommonLease:
    """`day` is the first on which it is not let; what was posted beyond is taken back with the next posting.

    Raises NotAllowed, SamePerson, ReasonMissing, NotLet.
    """
    with transaction.atomic():
        lease = CommonLease.objects.select_for_update(of=("self",)).get(pk=lease_id)
        require(by, CommonLease.rights.approve, lease)
        said = with_reason(because)
        if lease.prepared_by_id == by.pk:
            raise SamePerson(user=str(by))
        if lease.state != ApprovalState.APPROVED or lease.ended_on or not lease.start <= day < lease.end:
            raise NotLet()
        lease.ended_on, lease.ended_by, lease.ended_because = day, by, said
        lease.save(update_fields=["ended_on", "ended_by", "ended_because"])
        audit.record(by=by, action="common_income.ended", subject=lease.audit_subject, day=f"{day}", because=said)
    return lease

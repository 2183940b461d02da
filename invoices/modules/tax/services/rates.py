"""VAT rates are prepared by one person and approved by another (docs/product.md rule 10)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from invoices.modules.tariffs.public import FeeItem
from invoices.modules.tax.domain.errors import NothingToApprove, VersionTaken
from invoices.modules.tax.models import Taxpayer, VatRate
from property_ops.framework import audit
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson


def propose_rate(
    *, item: FeeItem, taxpayer: str, rate: Decimal, start: date, tax_code: str, category: str, basis: str, by: User
) -> VatRate:
    """A version that waits for another person. Raises NotAllowed, VersionTaken."""
    require(by, "tax.change")
    with transaction.atomic(), exclusively("tax"):
        others = VatRate.objects.filter(item=item, taxpayer=taxpayer)
        if others.filter(Q(start__gte=start) | Q(awaits_approval=True)).exists():
            raise VersionTaken(day=start)
        found = VatRate.objects.create(
            code=f"{item.code}/{taxpayer}/{start}", item=item, taxpayer=taxpayer, rate=rate, start=start,
            tax_code=tax_code, category=category, basis=basis, awaits_approval=True, prepared_by=by,
        )  # fmt: skip
        audit.record(by=by, action="tax.rate_proposed", subject=found.code, rate=str(rate), basis=basis)
    return found


def propose_taxpayer(*, kind: str, start: date, basis: str, by: User) -> Taxpayer:
    """That the company is another kind of taxpayer from `start` on; waits for another person.

    Raises NotAllowed, VersionTaken.
    """
    require(by, "tax.change")
    with transaction.atomic(), exclusively("tax"):
        if Taxpayer.objects.filter(Q(start__gte=start) | Q(awaits_approval=True)).exists():
            raise VersionTaken(day=start)
        found = Taxpayer.objects.create(
            code=f"{kind}/{start}", kind=kind, start=start, basis=basis, awaits_approval=True, prepared_by=by
        )
        audit.record(by=by, action="tax.rate_proposed", subject=found.code, basis=basis)
    return found


def approve_rate(*, code: str, by: User, now: datetime) -> None:
    """Let a version of a rate, or of the kind of taxpayer, count from its first day; the one before ends there.

    Raises NotAllowed, NothingToApprove, SamePerson.
    """
    require(by, "tax.approve")
    with transaction.atomic(), exclusively("tax"):
        found: VatRate | Taxpayer | None = (
            VatRate.objects.select_for_update().filter(code=code, awaits_approval=True).first()
            or Taxpayer.objects.select_for_update().filter(code=code, awaits_approval=True).first()
        )
        if found is None:
            raise NothingToApprove()
        if found.prepared_by_id == by.pk:
            raise SamePerson(user=str(by))
        same = (
            VatRate.objects.filter(item=found.item, taxpayer=found.taxpayer)
            if isinstance(found, VatRate)
            else Taxpayer.objects.all()
        )
        same.filter(Q(end__isnull=True) | Q(end__gt=found.start), start__lt=found.start).update(end=found.start)
        found.awaits_approval, found.approved_by, found.approved_at = False, by, now
        found.save()
        audit.record(by=by, action="tax.rate_approved", subject=found.code)

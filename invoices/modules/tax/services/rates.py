"""VAT rates are prepared by one person and approved by another (docs/product.md rule 10)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from invoices.modules.tariffs.public import FeeItem
from invoices.modules.tax.domain.errors import VersionTaken
from invoices.modules.tax.models import Taxpayer, VatRate
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving_each
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require


def propose_rate(
    *,
    item: FeeItem,
    taxpayer: str,
    rate: Decimal,
    start: date,
    tax_code: str,
    category: str,
    basis: str,
    by: User,
    now: datetime,
) -> VatRate:
    """A version that waits for another person. Raises NotAllowed, VersionTaken."""
    require(by, "tax.change")
    with transaction.atomic(), locked_transaction("tax"):
        others = VatRate.objects.filter(item=item, taxpayer=taxpayer)
        if others.filter(_stands_in_the_way(start)).exists():
            raise VersionTaken(day=start)
        found = VatRate.objects.create(
            code=_free(VatRate, f"{item.code}/{taxpayer}/{start}"),
            item=item,
            taxpayer=taxpayer,
            rate=rate,
            start=start,
            tax_code=tax_code,
            category=category,
            basis=basis,
            state=ApprovalState.WAITING.value,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="tax.rate_proposed", subject=found.code, rate=str(rate), basis=basis)
    return found


def propose_taxpayer(*, kind: str, start: date, basis: str, by: User, now: datetime) -> Taxpayer:
    """That the company is another kind of taxpayer from `start` on; waits for another person.

    Raises NotAllowed, VersionTaken.
    """
    require(by, "tax.change")
    with transaction.atomic(), locked_transaction("tax"):
        if Taxpayer.objects.filter(_stands_in_the_way(start)).exists():
            raise VersionTaken(day=start)
        found = Taxpayer.objects.create(
            code=_free(Taxpayer, f"{kind}/{start}"),
            kind=kind,
            start=start,
            basis=basis,
            state=ApprovalState.WAITING.value,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="tax.rate_proposed", subject=found.code, basis=basis)
    return found


def approve_rate(*, code: str, by: User, now: datetime) -> None:
    """Let a version of a rate, or of the kind of taxpayer, count from its first day; the one before ends there.

    Raises NotAllowed, NothingToApprove, SamePerson.
    """
    kind = Taxpayer if Taxpayer.objects.filter(code=code).exists() else VatRate
    asked = kind._default_manager.filter(code=code)
    with transaction.atomic(), locked_transaction("tax"), approving_each(asked, by=by, now=now) as (found,):
        same: Any = kind._default_manager.filter(state=ApprovalState.APPROVED.value, start__lt=found.start)
        if isinstance(found, VatRate):
            same = same.filter(item=found.item, taxpayer=found.taxpayer)
        same.filter(Q(end__isnull=True) | Q(end__gt=found.start)).update(end=found.start)


def _stands_in_the_way(start: date) -> Q:
    """Of a new version from `start` on: one of that day or later, and one that waits."""
    return Q(state=ApprovalState.APPROVED.value, start__gte=start) | Q(state=ApprovalState.WAITING.value)


def _free(kind: type[VatRate] | type[Taxpayer], code: str) -> str:
    """The code, told apart from those of versions that were rejected or withdrawn."""
    before = kind._default_manager.filter(code__startswith=code).count()
    return f"{code}/{before + 1}" if before else code

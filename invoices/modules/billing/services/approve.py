"""Approving: by another person than the one who prepared (docs/product.md rule 10)."""

from collections.abc import Sequence
from datetime import datetime

from invoices.modules.billing.domain.errors import NoDraftToApprove
from invoices.modules.billing.domain.states import MOVES, BillMove, BillState
from invoices.modules.billing.models import Bill
from invoices.modules.billing.services.steps import EstateBills, Progress, billing_of, counted, each_estate
from property_ops.framework import audit
from property_ops.framework.approval.services import approve_at_once, refuse_own_among
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate


def approve_bills(
    *, month: Month, by: User, now: datetime, estate_codes: Sequence[str] = (), progress: Progress | None = None
) -> list[EstateBills]:
    """Approve the month's drafts. Raises NotAllowed, SamePerson, NoDraftToApprove, UnknownEstate."""
    require(by, Bill.rights.approve)
    refuse_own_drafts(month=month, by=by, estate_codes=estate_codes)
    results = [_approve_estate(estate, month, by, now) for estate in each_estate(estate_codes, progress, by)]
    if not any(result.bills or result.kept for result in results):
        raise NoDraftToApprove(month=month)
    audit.record(by=by, action="billing.approve", subject=str(month), bills=sum(result.bills for result in results))
    return results


def refuse_own_drafts(*, month: Month, by: User, estate_codes: Sequence[str] = ()) -> None:
    """Refuse as a whole before any is approved; the database refuses each single bill as well. Raises SamePerson."""
    drafts = Bill.objects.filter(Bill.WAITS, month=month.start)
    refuse_own_among(drafts.filter(estate__code__in=estate_codes) if estate_codes else drafts, by)


def _approve_estate(estate: Estate, month: Month, by: User, now: datetime) -> EstateBills:
    with billing_of(estate):
        found = counted(estate, month)
        kept, _ = found.of([BillState.APPROVED, BillState.ISSUED])
        bills, amount = found.of(MOVES.sources(BillMove.APPROVE))
        drafts = Bill.objects.filter(estate=estate, month=month.start)
        approve_at_once(drafts, by=by, now=now, state=BillState.APPROVED)
    return EstateBills(estate, bills, amount, kept)


def send_back(*, month: Month, by: User, estate_codes: Sequence[str] = ()) -> list[EstateBills]:
    """Make approved bills drafts again, so that they can be corrected. Raises NotAllowed, UnknownEstate."""
    require(by, "billing.approve")
    results = []
    for estate in each_estate(estate_codes, None, by):
        with billing_of(estate):
            sources = MOVES.sources(BillMove.SEND_BACK)
            bills, amount = counted(estate, month).of(sources)
            Bill.objects.filter(estate=estate, month=month.start, state__in=sources).update(
                state=BillState.DRAFT, decided_by=None, decided_at=None
            )
        results.append(EstateBills(estate, bills, amount, 0))
    audit.record(by=by, action="billing.send_back", subject=str(month), bills=sum(one.bills for one in results))
    return results

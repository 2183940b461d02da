"""Billing anew: a corrected charge goes onto a bill of its own, which is issued at once (docs/product.md rule 7)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from invoices.modules.billing import selectors
from invoices.modules.billing.domain.payers import Holder
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill
from invoices.modules.billing.selectors import AccountTerms
from invoices.modules.billing.services.draft import BillDraft, DraftLine, drafts_of, store
from invoices.modules.billing.services.issue import issue_these
from invoices.modules.billing.services.steps import billing_of
from invoices.modules.charges.public import Charge
from property_ops.framework.approval.services import approve_with
from property_ops.framework.models import User
from property_ops.kernel.period import FAR_FUTURE, Month, Period
from property_ops.modules.estates.public import Estate


def rebill_charges(
    *,
    charges: Sequence[Charge],
    instead_of: Bill,
    prepared_by: User,
    prepared_at: datetime,
    approved_by: User,
    now: datetime,
    today: date,
) -> Bill:
    """Issue a bill of today with these charges alone, to the payer of the bill whose lines they replace.

    Both eyes are those of the correction, in whose transaction this runs; whoever may approve that need not ask for
    more. Raises SamePerson.
    """
    estate, month = instead_of.estate, Month.of(instead_of.month)
    with billing_of(estate):
        found = Charge.objects.filter(pk__in=[charge.pk for charge in charges])
        account = AccountTerms(instead_of.account_id, instead_of.unit_code, tenant_pays=False, split_by_days=False)
        lines = [DraftLine(row, 0, row.start, row.end, row.fen) for row in selectors.charge_rows(found)]
        draft = BillDraft(account, _payer(instead_of), lines)
        (pk,) = store([draft], estate, month, prepared_by, prepared_at, selectors.bases_of(found))
        approve_with(Bill.objects.filter(pk=pk), by=approved_by, now=now, state=BillState.APPROVED)
        issue_these([pk], estate=estate, month=month, by=approved_by, today=today)
    return Bill.objects.get(pk=pk)


def bill_at_once(
    *,
    charges: Collection[int],
    estate: Estate,
    month: Month,
    prepared_by: User,
    prepared_at: datetime,
    approved_by: User,
    now: datetime,
    today: date,
) -> list[int]:
    """Issue bills of today with these charges alone, one for each unit and payer; their keys.

    Both eyes are those of the paper behind the charges, in whose transaction this runs. Raises SamePerson.
    """
    with billing_of(estate):
        found = Charge.objects.filter(pk__in=charges)
        drafts = list(drafts_of(estate, month, selectors.charge_rows(found)))
        pks = list(store(drafts, estate, month, prepared_by, prepared_at, selectors.bases_of(found)))
        approve_with(Bill.objects.filter(pk__in=pks), by=approved_by, now=now, state=BillState.APPROVED)
        issue_these(pks, estate=estate, month=month, by=approved_by, today=today)
    return pks


def _payer(bill: Bill) -> Holder | None:
    """Who was billed owes what is billed instead (docs/product.md rule 9)."""
    if bill.payer_id is None:
        return None
    return Holder(bill.payer_id, bill.payer_name, True, Period(date.min, FAR_FUTURE))

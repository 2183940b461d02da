"""What a neighbour may use of the bills."""

from invoices.modules.billing.domain.errors import NoDraftToApprove, NothingCharged, NothingToIssue
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillingAccount, BillingTerms, BillLine
from invoices.modules.billing.selectors import OddCount, count_odd, frozen_lines, is_unbilled, unbilled, visible_bills
from invoices.modules.billing.services import (
    EstateBills,
    approve_bills,
    bill_at_once,
    change_terms,
    doubt_about_day,
    draft_bills,
    issue_bills,
    rebill_charges,
    refuse_own_drafts,
    send_back,
)
from invoices.modules.billing.services.steps import billing_of

__all__ = [
    "Bill",
    "BillLine",
    "BillState",
    "BillingAccount",
    "BillingTerms",
    "EstateBills",
    "NoDraftToApprove",
    "NothingCharged",
    "NothingToIssue",
    "OddCount",
    "approve_bills",
    "bill_at_once",
    "billing_of",
    "change_terms",
    "count_odd",
    "doubt_about_day",
    "draft_bills",
    "frozen_lines",
    "is_unbilled",
    "issue_bills",
    "rebill_charges",
    "refuse_own_drafts",
    "send_back",
    "unbilled",
    "visible_bills",
]

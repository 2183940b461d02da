"""What a neighbour may use of the bills."""

from invoices.modules.billing.domain.errors import NothingCharged, NothingToApprove, NothingToIssue
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillingAccount, BillingTerms, BillLine
from invoices.modules.billing.services import EstateBills, approve_bills, draft_bills, issue_bills, send_back

__all__ = [
    "Bill",
    "BillLine",
    "BillState",
    "BillingAccount",
    "BillingTerms",
    "EstateBills",
    "NothingCharged",
    "NothingToApprove",
    "NothingToIssue",
    "approve_bills",
    "draft_bills",
    "issue_bills",
    "send_back",
]

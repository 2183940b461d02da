"""What a neighbour may use of the bills."""

from invoices.modules.billing.domain.errors import NothingCharged, NothingToApprove, NothingToIssue
from invoices.modules.billing.domain.evidence import Evidence, evidence_of
from invoices.modules.billing.domain.month_end import (
    DONE,
    LATER,
    NOW,
    Order,
    Outcome,
    Progress,
    ShownStep,
    Step,
    StepButton,
    StepLink,
)
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillingAccount, BillingTerms, BillLine
from invoices.modules.billing.selectors import EstateMonth, unbilled, visible_bills
from invoices.modules.billing.services import (
    EstateBills,
    approve_bills,
    bill_anew,
    change_terms,
    draft_bills,
    issue_bills,
    send_back,
    start_step,
)
from invoices.modules.billing.services import perform as perform_step
from invoices.modules.billing.services.steps import billing_of

__all__ = [
    "DONE",
    "LATER",
    "NOW",
    "Bill",
    "BillLine",
    "BillState",
    "BillingAccount",
    "BillingTerms",
    "EstateBills",
    "EstateMonth",
    "Evidence",
    "NothingCharged",
    "NothingToApprove",
    "NothingToIssue",
    "Order",
    "Outcome",
    "Progress",
    "ShownStep",
    "Step",
    "StepButton",
    "StepLink",
    "approve_bills",
    "bill_anew",
    "billing_of",
    "change_terms",
    "draft_bills",
    "evidence_of",
    "issue_bills",
    "perform_step",
    "send_back",
    "start_step",
    "unbilled",
    "visible_bills",
]

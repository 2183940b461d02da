from invoices.modules.billing.services.approve import approve_bills, send_back
from invoices.modules.billing.services.draft import draft_bills
from invoices.modules.billing.services.issue import issue_bills
from invoices.modules.billing.services.month_end import perform, start_step
from invoices.modules.billing.services.steps import EstateBills

__all__ = ["EstateBills", "approve_bills", "draft_bills", "issue_bills", "perform", "send_back", "start_step"]

from invoices.modules.billing.services.approve import approve_bills, refuse_own_drafts, send_back
from invoices.modules.billing.services.clock import doubt_about_day
from invoices.modules.billing.services.draft import draft_bills
from invoices.modules.billing.services.issue import issue_bills
from invoices.modules.billing.services.payers import approve_payer_change, prepare_payer_change
from invoices.modules.billing.services.rebilling import bill_at_once, rebill_charges
from invoices.modules.billing.services.steps import EstateBills
from invoices.modules.billing.services.terms import change_terms

__all__ = [
    "EstateBills",
    "approve_bills",
    "approve_payer_change",
    "bill_at_once",
    "change_terms",
    "doubt_about_day",
    "draft_bills",
    "issue_bills",
    "prepare_payer_change",
    "rebill_charges",
    "refuse_own_drafts",
    "send_back",
]

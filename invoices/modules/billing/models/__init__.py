from invoices.modules.billing.models.account import BillingAccount, BillingTerms
from invoices.modules.billing.models.bill import Bill, BillLine
from invoices.modules.billing.models.payer_change import PayerChange

__all__ = ["Bill", "BillLine", "BillingAccount", "BillingTerms", "PayerChange"]

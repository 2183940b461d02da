from invoices.modules.billing.models.account import BillingAccount, BillingTerms
from invoices.modules.billing.models.bill import Bill, BillLine

__all__ = ["Bill", "BillLine", "BillingAccount", "BillingTerms"]

from invoices.modules.billing.models.account import BillingAccount, BillingTerms
from invoices.modules.billing.models.bill import Bill, BillLine
from invoices.modules.billing.models.run import MonthEndRun, RunState

__all__ = ["Bill", "BillLine", "BillingAccount", "BillingTerms", "MonthEndRun", "RunState"]

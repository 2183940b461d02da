from invoices.modules.billing.selectors.drafting import (
    Account,
    ChargeRow,
    accounts,
    evidence,
    holders,
    unbilled_charges,
)

__all__ = ["Account", "ChargeRow", "accounts", "evidence", "holders", "unbilled_charges"]

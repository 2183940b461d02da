from invoices.modules.receivables.models.credit import Credit, CreditKind
from invoices.modules.receivables.models.settlement import Settlement
from invoices.modules.receivables.models.terms import DueDay, LineHold

__all__ = ["Credit", "CreditKind", "DueDay", "LineHold", "Settlement"]

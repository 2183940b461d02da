from invoices.modules.ledger.services.closing import close_month, reopen_month
from invoices.modules.ledger.services.posting import post

__all__ = ["close_month", "post", "reopen_month"]

from invoices.modules.tax.services.rates import approve_rate, propose_rate, propose_taxpayer
from invoices.modules.tax.services.requests import export_requests, open_batch

__all__ = ["approve_rate", "export_requests", "open_batch", "propose_rate", "propose_taxpayer"]

from invoices.modules.tax.services.buyers import keep_buyer, wish_invoice
from invoices.modules.tax.services.posting import post_vat
from invoices.modules.tax.services.rates import approve_rate, propose_rate, propose_taxpayer
from invoices.modules.tax.services.requests import export_requests, open_batch

__all__ = [
    "approve_rate",
    "export_requests",
    "keep_buyer",
    "open_batch",
    "post_vat",
    "propose_rate",
    "propose_taxpayer",
    "wish_invoice",
]

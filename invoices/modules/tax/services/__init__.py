from invoices.modules.tax.services.buyers import enter_tax_number
from invoices.modules.tax.services.posting import post_vat
from invoices.modules.tax.services.rates import approve_rate, propose_rate, propose_taxpayer
from invoices.modules.tax.services.requests import export_requests, open_batch
from invoices.modules.tax.services.wishes import wish_invoice

__all__ = [
    "approve_rate",
    "enter_tax_number",
    "export_requests",
    "open_batch",
    "post_vat",
    "propose_rate",
    "propose_taxpayer",
    "wish_invoice",
]

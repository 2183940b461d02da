from invoices.modules.tax.models.buyer import InvoiceBuyer, InvoiceWish
from invoices.modules.tax.models.rate import Taxpayer, TaxpayerKind, VatRate
from invoices.modules.tax.models.request import InvoiceBatch, InvoiceLine, InvoiceRequest

__all__ = [
    "InvoiceBatch",
    "InvoiceBuyer",
    "InvoiceLine",
    "InvoiceRequest",
    "InvoiceWish",
    "Taxpayer",
    "TaxpayerKind",
    "VatRate",
]

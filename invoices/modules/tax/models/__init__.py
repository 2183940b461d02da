from invoices.modules.tax.models.buyer import BuyerTaxNumber
from invoices.modules.tax.models.rate import Taxpayer, TaxpayerKind, VatRate
from invoices.modules.tax.models.request import InvoiceBatch, InvoiceLine, InvoiceRequest
from invoices.modules.tax.models.wish import InvoiceWish

__all__ = [
    "BuyerTaxNumber",
    "InvoiceBatch",
    "InvoiceLine",
    "InvoiceRequest",
    "InvoiceWish",
    "Taxpayer",
    "TaxpayerKind",
    "VatRate",
]

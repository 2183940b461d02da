from invoices.modules.tax.models.buyer import BuyerTaxNumber
from invoices.modules.tax.models.rate import Taxpayer, TaxpayerKind, VatRate
from invoices.modules.tax.models.request import InvoiceBatch, InvoiceLine, InvoiceRequest

__all__ = ["BuyerTaxNumber", "InvoiceBatch", "InvoiceLine", "InvoiceRequest", "Taxpayer", "TaxpayerKind", "VatRate"]

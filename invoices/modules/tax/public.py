"""What a neighbour may use of the VAT."""

from invoices.modules.tax.domain.asset_sales import AssetSaleVat, vat_of_sale
from invoices.modules.tax.domain.errors import NoRate, NotATaxpayer, NoVatToPost
from invoices.modules.tax.domain.vat import split
from invoices.modules.tax.reports.workbook import Wanted
from invoices.modules.tax.selectors import VatRow, rates_on, unposted_vat, vat_of, ways_of_selling_on
from invoices.modules.tax.selectors.buyers import tax_numbers_of
from invoices.modules.tax.services import enter_tax_number, export_requests, open_batch, post_vat

__all__ = [
    "AssetSaleVat",
    "NoRate",
    "NoVatToPost",
    "NotATaxpayer",
    "VatRow",
    "Wanted",
    "enter_tax_number",
    "export_requests",
    "open_batch",
    "post_vat",
    "rates_on",
    "split",
    "tax_numbers_of",
    "unposted_vat",
    "vat_of",
    "vat_of_sale",
    "ways_of_selling_on",
]

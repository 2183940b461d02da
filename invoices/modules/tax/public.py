"""What a neighbour may use of the VAT."""

from invoices.modules.tax.domain.vat import Split, split
from invoices.modules.tax.reports.workbook import Wanted
from invoices.modules.tax.selectors import VatRow, rates_on, vat_of
from invoices.modules.tax.services import export_requests, open_batch

__all__ = ["Split", "VatRow", "Wanted", "export_requests", "open_batch", "rates_on", "split", "vat_of"]

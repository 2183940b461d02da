"""What tests of invoice requests share: a moment, a tax number, and the sheets of a file as rows."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl

from invoices.modules.tax.models import InvoiceBatch
from invoices.modules.tax.reports.workbook import Wanted, workbook

NOW = datetime(2022, 7, 6, 9, 0, tzinfo=UTC)
NUMBER = "91350100M000100Y43"  # the example of GB 32100-2015


def sheets(batch: InvoiceBatch, wanted: Wanted = Wanted.INVOICES) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(BytesIO(workbook(batch, wanted)))
    found = {}
    for page in book:
        headings, *rows = page.iter_rows(3, values_only=True)
        found[page.title] = [dict(zip(headings, row, strict=True)) for row in rows]
    return found

"""Reading rates, what a month owes, and what was asked of the tax platform."""

from invoices.modules.tax.selectors.month import VatRow, latest_issue, vat_of
from invoices.modules.tax.selectors.rates import (
    KINDS,
    VatRates,
    all_rates,
    fee_items,
    find_rates,
    rates_on,
    taxpayer_on,
    taxpayers,
    waiting,
)
from invoices.modules.tax.selectors.requests import (
    basic_rows,
    batch_numbered,
    batches,
    lines_of,
    months_with_requests,
    notes_to_request,
    red_lines_of,
    requests_unlike_their_lines,
    to_request,
)

__all__ = [
    "KINDS",
    "VatRates",
    "VatRow",
    "all_rates",
    "basic_rows",
    "batch_numbered",
    "batches",
    "fee_items",
    "find_rates",
    "latest_issue",
    "lines_of",
    "months_with_requests",
    "notes_to_request",
    "rates_on",
    "red_lines_of",
    "requests_unlike_their_lines",
    "taxpayer_on",
    "taxpayers",
    "to_request",
    "vat_of",
    "waiting",
]

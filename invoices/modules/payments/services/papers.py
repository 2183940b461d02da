"""A receipt as paper, for the household that it is of."""

from invoices.modules.payments.models import Match
from invoices.modules.payments.selectors.papers import document_of_account


def paper_for_account(match: Match) -> bytes:
    """收据 of what was matched with one account, as PDF. Raises GlyphMissing."""
    from invoices.modules.payments.reports.receipt_paper import render  # slow to import: only who prints pays for it

    return render([document_of_account(match)])

"""What a neighbour may use of the statements."""

from invoices.modules.statements.domain.errors import (
    NothingIssued,
    StatementDiffers,
)
from invoices.modules.statements.domain.frozen import FrozenBill
from invoices.modules.statements.services import (
    archive_month,
    bill_behind,
    buildings_of,
    check_code,
    document_of,
    documents_of,
    estate_files,
    living_link,
    made_account,
    print_month,
    statement_pdf,
    write_statements,
)

__all__ = [
    "FrozenBill",
    "NothingIssued",
    "StatementDiffers",
    "archive_month",
    "bill_behind",
    "buildings_of",
    "check_code",
    "document_of",
    "documents_of",
    "estate_files",
    "living_link",
    "made_account",
    "print_month",
    "statement_pdf",
    "write_statements",
]

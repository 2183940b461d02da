"""What a neighbour may use of the statements."""

from invoices.modules.statements.domain.errors import NothingIssued, StatementDiffers, UnprintableStatement
from invoices.modules.statements.models import Edition, Statement
from invoices.modules.statements.services import (
    StatementsResult,
    document_of,
    documents_of,
    print_files,
    print_month,
    statement_pdf,
    write_statements,
)

__all__ = [
    "Edition",
    "NothingIssued",
    "Statement",
    "StatementDiffers",
    "StatementsResult",
    "UnprintableStatement",
    "document_of",
    "documents_of",
    "print_files",
    "print_month",
    "statement_pdf",
    "write_statements",
]

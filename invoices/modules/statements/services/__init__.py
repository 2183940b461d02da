from invoices.modules.statements.services.accounts import (
    account_docs,
    made_account,
    print_account,
    print_estate,
    write_accounts,
)
from invoices.modules.statements.services.composing import document_of, documents_of
from invoices.modules.statements.services.files import StatementsResult, write_statements
from invoices.modules.statements.services.links import (
    bill_behind,
    link_pdf,
    living_link,
    open_link,
    renew_link,
    revoke_link,
)
from invoices.modules.statements.services.printing import (
    ARCHIVED,
    PRINTED,
    archive_month,
    buildings_of,
    estate_files,
    open_estate_file,
    print_building,
    print_month,
)
from invoices.modules.statements.services.signing import check_code
from invoices.modules.statements.services.single import statement_pdf

__all__ = [
    "ARCHIVED",
    "PRINTED",
    "StatementsResult",
    "account_docs",
    "archive_month",
    "bill_behind",
    "buildings_of",
    "check_code",
    "document_of",
    "documents_of",
    "estate_files",
    "link_pdf",
    "living_link",
    "made_account",
    "open_estate_file",
    "open_link",
    "print_account",
    "print_building",
    "print_estate",
    "print_month",
    "renew_link",
    "revoke_link",
    "statement_pdf",
    "write_accounts",
    "write_statements",
]

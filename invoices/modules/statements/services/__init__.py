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
    print_building,
    print_file,
    print_files,
    print_month,
    printables,
)
from invoices.modules.statements.services.signing import check_code
from invoices.modules.statements.services.single import statement_pdf

__all__ = [
    "StatementsResult",
    "account_docs",
    "bill_behind",
    "check_code",
    "document_of",
    "documents_of",
    "link_pdf",
    "living_link",
    "made_account",
    "open_link",
    "print_account",
    "print_building",
    "print_estate",
    "print_file",
    "print_files",
    "print_month",
    "printables",
    "renew_link",
    "revoke_link",
    "statement_pdf",
    "write_accounts",
    "write_statements",
]

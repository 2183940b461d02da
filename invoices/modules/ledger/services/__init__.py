from invoices.modules.ledger.services.accounts import add_account, change_account, remove_account
from invoices.modules.ledger.services.books import books
from invoices.modules.ledger.services.closing import ask_reopening, close_month, reopen_month
from invoices.modules.ledger.services.exporting import export_ledger, export_verifier, export_verifiers, write_beancount
from invoices.modules.ledger.services.posting import post

__all__ = [
    "add_account",
    "ask_reopening",
    "books",
    "change_account",
    "close_month",
    "export_ledger",
    "export_verifier",
    "export_verifiers",
    "post",
    "remove_account",
    "reopen_month",
    "write_beancount",
]

from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "invoices.modules.books"
    label = "po_books"
    verbose_name = "Vouchers, carry-forward and financial statements"

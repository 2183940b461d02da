from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "invoices.modules.ledger"
    label = "po_ledger"
    verbose_name = "Double entry, append-only, hash-chained"

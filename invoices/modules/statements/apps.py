from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "invoices.modules.statements"
    label = "po_statements"
    verbose_name = "Statements as PDF and online"

from django.apps import AppConfig


class DepositsConfig(AppConfig):
    name = "invoices.modules.deposits"
    label = "po_deposits"
    verbose_name = "Deposits: taken, set off against debts, paid back"

from django.apps import AppConfig


class CommonIncomeConfig(AppConfig):
    name = "invoices.modules.common_income"
    label = "po_common_income"
    verbose_name = "Common income: rents of common parts, which are the owners'"

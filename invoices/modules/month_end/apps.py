from django.apps import AppConfig


class MonthEndConfig(AppConfig):
    name = "invoices.modules.month_end"
    label = "po_month_end"
    verbose_name = "The month's end: charging, bills, statements and closing step by step"

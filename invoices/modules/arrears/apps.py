from django.apps import AppConfig


class ArrearsConfig(AppConfig):
    name = "invoices.modules.arrears"
    label = "po_arrears"
    verbose_name = "Ageing of open lines, reminder letters"

from django.apps import AppConfig


class ErpnextConfig(AppConfig):
    name = "invoices.modules.erpnext"
    label = "po_erpnext"
    verbose_name = "ERPNext as the back office"

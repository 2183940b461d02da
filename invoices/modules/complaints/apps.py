from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "invoices.modules.complaints"
    label = "po_complaints"
    verbose_name = "Complaints: residents as the fourth party of acceptance"

from django.apps import AppConfig


class VisitorFeesConfig(AppConfig):
    name = "invoices.modules.visitor_fees"
    label = "po_visitor_fees"
    verbose_name = "Visitors' parking fees"

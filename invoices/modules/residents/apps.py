from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "invoices.modules.residents"
    label = "po_residents"
    verbose_name = "A household's page on the phone"

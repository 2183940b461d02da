from django.apps import AppConfig


class ChargeSourcesConfig(AppConfig):
    name = "invoices.modules.charge_sources"
    label = "po_charge_sources"
    verbose_name = "Charges of the confirmed service, of leased parking spaces and of accepted works"

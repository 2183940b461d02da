from django.apps import AppConfig


class ChargeServiceConfig(AppConfig):
    name = "invoices.modules.charge_service"
    label = "po_charge_service"
    verbose_name = "Charges of the confirmed recurring service"

from django.apps import AppConfig


class ChargeWorksConfig(AppConfig):
    name = "invoices.modules.charge_works"
    label = "po_charge_works"
    verbose_name = "Charges of accepted works, shared by area"

from django.apps import AppConfig


class ChargeParkingConfig(AppConfig):
    name = "invoices.modules.charge_parking"
    label = "po_charge_parking"
    verbose_name = "Charges of leased parking spaces"

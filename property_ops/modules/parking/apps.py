from django.apps import AppConfig


class ParkingConfig(AppConfig):
    name = "property_ops.modules.parking"
    label = "po_parking"
    verbose_name = "Parking spaces, leases and closures"

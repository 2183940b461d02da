from django.apps import AppConfig


class EstatesConfig(AppConfig):
    name = "property_ops.modules.estates"
    label = "po_estates"
    verbose_name = "Estates, buildings, units, owners and tenants"

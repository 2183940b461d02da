from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "property_ops.modules.assets"
    label = "po_assets"
    verbose_name = "Equipment"

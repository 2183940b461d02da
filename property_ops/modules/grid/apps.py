from django.apps import AppConfig


class GridConfig(AppConfig):
    name = "property_ops.modules.grid"
    label = "po_grid"
    verbose_name = "Grid"

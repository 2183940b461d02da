from django.apps import AppConfig


class WallPaintingConfig(AppConfig):
    name = "property_ops.modules.wall_painting"
    label = "po_wall_painting"
    verbose_name = "Wall painting"

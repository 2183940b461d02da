from django.apps import AppConfig


class RoadRepairConfig(AppConfig):
    name = "property_ops.modules.road_repair"
    label = "po_road_repair"
    verbose_name = "Road repair"

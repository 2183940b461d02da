from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "property_ops.modules.inspections"
    label = "po_inspections"
    verbose_name = "Inspections"

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "property_ops.modules.supervision"
    label = "po_supervision"
    verbose_name = "Contract supervision"

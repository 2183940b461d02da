from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "property_ops.framework"
    label = "po_framework"
    verbose_name = "Framework"

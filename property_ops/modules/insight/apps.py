from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "property_ops.modules.insight"
    label = "po_insight"
    verbose_name = "The manager's figures"

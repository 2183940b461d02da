from django.apps import AppConfig


class WorksConfig(AppConfig):
    name = "property_ops.modules.works"
    label = "po_works"
    verbose_name = "Work orders and their acceptance"

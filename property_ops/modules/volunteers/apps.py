from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "property_ops.modules.volunteers"
    label = "po_volunteers"
    verbose_name = "Volunteers"

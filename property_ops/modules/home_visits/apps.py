from django.apps import AppConfig


class HomeVisitsConfig(AppConfig):
    name = "property_ops.modules.home_visits"
    label = "po_home_visits"
    verbose_name = "Home visits"

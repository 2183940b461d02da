from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "property_ops.modules.notices"
    label = "po_notices"
    verbose_name = "Notices"

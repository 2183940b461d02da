from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "property_ops.modules.portal"
    label = "po_portal"
    verbose_name = "Works on the phone and on paper"

from django.apps import AppConfig
from django.core.checks import register


class FrameworkConfig(AppConfig):
    name = "property_ops.framework"
    label = "po_framework"
    verbose_name = "Framework"

    def ready(self) -> None:
        from property_ops.framework.system_checks import undeclared_permissions

        register(undeclared_permissions)

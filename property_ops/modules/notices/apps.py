from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "property_ops.modules.notices"
    label = "po_notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Keys that are set must be whole: said at the start, not when somebody is to be told."""
        from property_ops.modules.notices.connector.configuration import notice_keys

        notice_keys()

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "property_ops.modules.meetings"
    label = "po_meetings"
    verbose_name = "Meetings"

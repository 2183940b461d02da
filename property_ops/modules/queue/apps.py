from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "property_ops.modules.queue"
    label = "po_queue"
    verbose_name = "Queue of works"

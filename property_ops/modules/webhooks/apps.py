from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "property_ops.modules.webhooks"
    label = "po_webhooks"
    verbose_name = "Webhooks"

from property_ops.modules.webhooks.models.webhook import Delivery, Webhook

__all__ = ["Delivery", "Webhook"]

"""What a neighbour may use of the webhooks."""

from property_ops.modules.webhooks.domain.states import STATE_COLOURS, DeliveryState
from property_ops.modules.webhooks.models import Delivery, Webhook

__all__ = ["STATE_COLOURS", "Delivery", "DeliveryState", "Webhook"]

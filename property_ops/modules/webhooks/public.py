"""What a neighbour may use of the webhooks."""

from property_ops.modules.webhooks.domain.states import STATE_COLOURS, DeliveryState

__all__ = ["STATE_COLOURS", "DeliveryState"]

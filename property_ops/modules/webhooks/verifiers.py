"""What `/healthz` asks of the webhooks."""

from property_ops.framework.health import OFF, OK, HealthNote
from property_ops.modules.webhooks.models import Webhook
from property_ops.modules.webhooks.selectors import dead_count


def health_note() -> HealthNote:
    """`given up` while a webhook in use has deliveries that nobody took."""
    if not Webhook.objects.filter(active=True).exists():
        return HealthNote("webhooks", OFF)
    dead = dead_count()
    return HealthNote("webhooks", "given up" if dead else OK, {"webhooks_given_up": dead})

"""What `/healthz` and the operator's page ask of the webhooks."""

from property_ops.framework.health import OFF, OK, HealthNote
from property_ops.kernel.text import gettext_noop
from property_ops.modules.webhooks.models import Webhook
from property_ops.modules.webhooks.selectors import dead_count

NAME = gettext_noop("webhooks")


def health_note() -> HealthNote:
    """`given up` while a webhook in use has deliveries that nobody took."""
    if not Webhook.objects.filter(active=True).exists():
        return HealthNote(NAME, OFF)
    dead = dead_count()
    return HealthNote(
        NAME,
        "given up" if dead else OK,
        {"webhooks_given_up": dead},
        wrong=gettext_noop("%(webhooks_given_up)s deliveries of webhooks were not taken by the other side."),
        mend=gettext_noop("See on the page “Webhooks” why, and send them again once the other side works."),
    )

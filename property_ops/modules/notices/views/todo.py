"""Messages that somebody has to look at: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.notices.selectors import outbox
from property_ops.modules.notices.services.again import SEND

FAILED = ThingsToDo(
    _("Messages that failed"),
    SEND,
    lambda user: outbox.in_trouble(outbox.visible_messages(user)).annotate(since=F("made_at")),
    lambda: f"{reverse('messages')}?trouble=1",
    order=80,
)

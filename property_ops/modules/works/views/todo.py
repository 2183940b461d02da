"""What of the works waits for somebody: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.works import selectors
from property_ops.modules.works.public import WorkState

TO_ACCEPT = ThingsToDo(
    _("Works to be accepted"),
    "works.confirm",
    lambda user: selectors.waiting_works(user).filter(state=WorkState.DONE).annotate(since=F("done_on")),
    lambda: f"{reverse('works')}?state={WorkState.DONE}",
    order=30,
)
NEAR_CEILING = ThingsToDo(
    _("Works whose ceiling is nearly used up"),
    "works.change",
    lambda user: selectors.near_ceiling(selectors.works(user)).annotate(since=F("planned_on")),
    lambda: f"{reverse('works')}?ceiling=near",
    order=32,
)
SENT_BACK = ThingsToDo(
    _("Works sent back"),
    "works.record",
    lambda user: selectors.waiting_works(user).filter(state=WorkState.SENT_BACK).annotate(since=F("done_on")),
    lambda: f"{reverse('works')}?state={WorkState.SENT_BACK}",
    order=31,
)

"""What of the crews' visits waits for somebody: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.visits import visits_to_schedule

TO_SCHEDULE = ThingsToDo(
    _("Visits to be scheduled"),
    PLAN,
    lambda user: visits_to_schedule(user).annotate(since=F("due_on")),
    lambda: reverse("dispatch_board"),
    order=20,
)

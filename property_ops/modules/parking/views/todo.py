"""Cars whose owners nobody has told yet: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.parking.domain.violations import ViolationState
from property_ops.modules.parking.selectors import violations as seen
from property_ops.modules.parking.services.stays import RECORD

TO_TELL = ThingsToDo(
    _("Parking violations: the owner is to be told"),
    RECORD,
    lambda user: seen.violations(user).filter(state=ViolationState.OPEN).annotate(since=F("seen_at")),
    lambda: f"{reverse('parking_violations')}?state={ViolationState.OPEN}",
    order=30,
)

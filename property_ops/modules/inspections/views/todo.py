"""Hazards that somebody has to put right: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.inspections.domain.grades import HazardState
from property_ops.modules.inspections.selectors import register
from property_ops.modules.inspections.services.rectifying import CHANGE

TO_PUT_RIGHT = ThingsToDo(
    _("Hazards to be put right"),
    CHANGE,
    lambda user: register.visible_hazards(user).filter(state=HazardState.OPEN).annotate(since=F("found_on")),
    lambda: f"{reverse('hazards')}?state={HazardState.OPEN}",
    order=15,
)

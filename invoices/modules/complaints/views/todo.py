"""Complaints that wait for an answer: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections.public import DisputeState
from invoices.modules.complaints.selectors.complaints import visible_complaints
from invoices.modules.complaints.services.answering import ANSWER
from property_ops.framework.todo import ThingsToDo

TO_ANSWER = ThingsToDo(
    _("Complaints about works to be answered"),
    ANSWER,
    lambda user: visible_complaints(user).filter(state=DisputeState.OPEN).annotate(since=F("made_on")),
    lambda: f"{reverse('complaints')}?state={DisputeState.OPEN}",
    order=48,
)

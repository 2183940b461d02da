"""Objections that wait for an answer, and who has not paid in time: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.states import DisputeState
from property_ops.framework.todo import ThingsToDo

TO_ANSWER = ThingsToDo(
    _("Objections to be answered"),
    "collections.dispute",
    lambda user: selectors.visible_disputes(user).filter(state=DisputeState.OPEN).annotate(since=F("opened_on")),
    lambda: f"{reverse('disputes')}?state={DisputeState.OPEN}",
    order=50,
)
OVERDUE = ThingsToDo(
    _("Households that have not paid in time"),
    "collections.remind",
    lambda user: selectors.overdue_households(user, today=timezone.localdate()),
    lambda: reverse("arrears"),
    order=45,
    is_late=True,
)

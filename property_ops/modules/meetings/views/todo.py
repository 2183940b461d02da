"""Opinions of meetings that wait for an answer: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.meetings.selectors.meetings import visible_opinions
from property_ops.modules.meetings.views.kit import CHANGE

TO_ANSWER = ThingsToDo(
    _("Opinions of meetings to be answered"),
    CHANGE,
    lambda user: visible_opinions(user).filter(answered_on=None).annotate(since=F("meeting__begins_at")),
    lambda: f"{reverse('opinions')}?answered=no",
    order=18,
)

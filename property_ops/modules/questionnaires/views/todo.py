"""Sheets that wait for a second person: of slot `things_to_do`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.questionnaires.selectors.questionnaires import questionnaires_to_key
from property_ops.modules.questionnaires.views.kit import KEY

TO_KEY = ThingsToDo(
    _("Questionnaires with sheets to be keyed by another person"),
    KEY,
    questionnaires_to_key,
    lambda: f"{reverse('questionnaires')}?to_key=yes",
    order=19,
)

"""What of the questionnaires the company publishes: of slot `published_figures`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.modules.questionnaires.selectors.questionnaires import answered_in


def _answer(one: Any) -> PublishedRow:
    asked = one.sheet.questionnaire
    return PublishedRow(str(asked), one.at, reverse("questionnaire", args=[asked.pk]))


ANSWERED = PublishedFigure(
    "questionnaire_answers",
    _("questionnaires answered"),
    "份",
    "questionnaires.view",
    answered_in,
    _answer,
    estate="sheet__questionnaire__estate",
    order=13,
)

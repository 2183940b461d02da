"""Questionnaires that run and results that were published: of slot `estate_affairs`."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from property_ops.framework.web.display import shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection
from property_ops.modules.questionnaires.selectors.questionnaires import told_of_estate

MOST = 6


def questionnaires_told(estate: Estate, today: date) -> AffairsSection:
    rows = [_row(one) for one in told_of_estate(estate, today)[:MOST]]
    return AffairsSection(gettext("Questionnaires"), rows, order=42)


def _row(one: Any) -> AffairsRow:
    figures = {"asked": one.asked, "answered": one.answered}
    words = gettext("%(answered)s of %(asked)s homes answered") % figures
    if one.published_at is None:
        return AffairsRow(one.title, gettext("until %(day)s") % {"day": shown(one.last_day)}, words)
    return AffairsRow(one.title, words, gettext("result"), reverse("questionnaire_result", args=[one.result_token]))

"""Questionnaires on the household's page: those that its home is asked now."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.household import HouseholdAsk, HouseholdLink, HouseholdSection
from property_ops.modules.questionnaires.public import answer_on_phone
from property_ops.modules.questionnaires.selectors import questionnaires as read
from property_ops.modules.questionnaires.views.kit import AnswerForm


class AskedHousehold(HouseholdSection):
    name = "questionnaires"
    speaks_for_home = True

    def links(self, tenure: Any, *, today: date) -> list[HouseholdLink]:
        asked = [one for one in read.sheets_of_home(tenure.unit, today) if not one.is_answered]
        words = gettext("Questionnaire: %(title)s")
        return [HouseholdLink(str(one.pk), words % {"title": one.questionnaire.title}) for one in asked]

    def ask(self, tenure: Any, key: str, *, today: date, data: Mapping[str, Any] | None = None) -> HouseholdAsk | None:
        sheet = self._sheet(tenure, key, today)
        if sheet is None:
            return None
        found = sheet.questionnaire
        if sheet.is_answered:
            return HouseholdAsk(found.title, [gettext("Answered. Thank you: each home counts once.")])
        words = [
            *([found.words] if found.words else []),
            gettext("Only sums are published, and who answered what is shown to nobody."),
        ]
        form = AnswerForm(data, questions=read.asked_questions(found))
        return HouseholdAsk(found.title, words, form, _("Send it"))

    def take(self, tenure: Any, key: str, form: Any, *, now: datetime, today: date) -> None:
        sheet = self._sheet(tenure, key, today)
        if sheet is not None:
            answer_on_phone(sheet=sheet, answers=form.answers, now=now, today=today)

    def _sheet(self, tenure: Any, key: str, today: date) -> Any:
        found = read.sheets_of_home(tenure.unit, today)
        return next((one for one in found if str(one.pk) == key), None)


ASKED = AskedHousehold()

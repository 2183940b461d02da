"""What the pages of questionnaires share: rights, the form of answers, and results in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.display import badge
from property_ops.framework.web.pages import Crumb, Page
from property_ops.modules.questionnaires.public import (
    CHANGE,
    KEY,
    AskedQuestion,
    GivenAnswer,
    QuestionKind,
    QuestionResult,
)
from property_ops.modules.questionnaires.selectors import questionnaires as read
from property_ops.modules.requests.public import share

VIEW, LIST = "questionnaires.view", "questionnaires"
__all__ = ["CHANGE", "KEY", "LIST", "VIEW", "AnswerForm", "OfQuestionnaire", "result_rows", "stage_badge"]


class OfQuestionnaire(Page):
    """A page about the questionnaire `pk`, of those that the reader sees."""

    menu = LIST
    permission_required = CHANGE

    @cached_property
    def questionnaire(self) -> Any:
        return get_object_or_404(read.visible_questionnaires(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Questionnaires"), reverse(LIST)), Crumb(str(self.questionnaire), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("questionnaire", args=[self.questionnaire.pk])


class AnswerForm(forms.Form):
    """A field for each question, none of which must be answered."""

    def __init__(self, *args: Any, questions: Sequence[AskedQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for place, question in enumerate(questions, 1):
            self.fields[f"question_{place}"] = _field(place, question)

    @property
    def answers(self) -> list[GivenAnswer]:
        return [_answer(one, self.cleaned_data[f"question_{place}"]) for place, one in enumerate(self.questions, 1)]


def _field(place: int, question: AskedQuestion) -> forms.Field:
    label = f"{place}. {question.text}"
    if question.kind is QuestionKind.TEXT:
        return forms.CharField(label=label, required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    choices = [(str(number), words) for number, words in enumerate(_steps(question), 1)]
    if question.kind is QuestionKind.MULTIPLE:
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=several)
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)


def _steps(question: AskedQuestion) -> Sequence[str]:
    """What may be chosen, in words."""
    return question.options or [gettext("%(points)s of 5") % {"points": one} for one in range(1, question.steps + 1)]


def _answer(question: AskedQuestion, given: Any) -> GivenAnswer:
    if question.kind is QuestionKind.TEXT:
        return GivenAnswer(words=given)
    chosen = given if isinstance(given, list) else [given] if given else []
    return GivenAnswer(tuple(int(one) for one in chosen))


@dataclass(frozen=True, slots=True)
class ResultRow:
    words: str
    count: int
    share: Any


def result_rows(result: QuestionResult) -> list[ResultRow]:
    """Each option with its count, and its share of those who answered the question."""
    steps, rows = _steps(result.question), []
    for one in result.counts:
        words = gettext(", ").join(steps[number - 1] for number in one.numbers)
        rows.append(ResultRow(words, one.count, share(one.count, result.answered, places=1)))
    return rows


def stage_badge(questionnaire: Any, today: Any) -> Any:
    if questionnaire.opened_at is None:
        return badge(_("being drawn up"), "gray")
    if questionnaire.published_at is not None:
        return badge(_("result published"), "green")
    if today < questionnaire.first_day:
        return badge(_("not begun yet"), "gray")
    return badge(_("asked now"), "blue") if today <= questionnaire.last_day else badge(_("being counted"), "orange")

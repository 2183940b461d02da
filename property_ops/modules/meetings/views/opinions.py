"""Opinions of meetings: who answers which by when."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.meetings.selectors import meetings as read
from property_ops.modules.meetings.services import meetings as services
from property_ops.modules.meetings.views.kit import CHANGE, LIST, VIEW
from property_ops.modules.meetings.views.meetings import OfMeeting


class OpinionTable(columns.ListTable):
    meeting = columns.Text(verbose_name=_("meeting"), accessor="meeting__number", linkify=("meeting", {"pk": columns.A("meeting_id")}))  # fmt: skip  # noqa: E501
    estate = columns.Text(verbose_name=_("estate"), accessor="meeting__estate__name")
    words = columns.Text(verbose_name=_("opinion"))
    answers = columns.Text(verbose_name=_("answered by whom"))
    due_on = columns.DayColumn(verbose_name=_("answer due"))
    answer = columns.Text(verbose_name=_("answer"))
    answered_on = columns.DayColumn(verbose_name=_("answered on"))
    request = columns.Text(verbose_name=_("request"), accessor="request__number")


class OpinionFilters(Filters):
    estate = EstateFilter(field_name="meeting__estate")
    answered = django_filters.ChoiceFilter(
        choices=[("no", _("without an answer")), ("yes", _("answered"))], method="of_answer", label=_("answer"),
        empty_label=_("all"),
    )  # fmt: skip

    def of_answer(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return found.filter(answered_on__isnull=value == "no")


class Opinions(ListPage):
    title = _("Who answers by when")
    subtitle = _("What meetings asked for: without an answer first, by the day on which it is due.")
    permission_required = VIEW
    menu = LIST
    table_class = OpinionTable
    filterset_class = OpinionFilters
    search_hint = _("words, or who answers")
    export_name = "opinions"
    personal_data = True

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Meetings"), reverse(LIST))]

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_opinions(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_opinions(queryset, text)


class OpinionForm(forms.Form):
    words = forms.CharField(label=_("opinion"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    answers = forms.CharField(label=_("answered by whom"), max_length=40)
    due_on = DayField(label=_("answer due"))


class NoteOpinion(OfMeeting, FormPage):
    title = _("Note an opinion")
    form_class = OpinionForm
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.note_opinion(meeting=self.meeting, by=self.user, **form.cleaned_data)
        return super().form_valid(form)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("answer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    request = forms.CharField(label=_("number of the request it became, if it did"), max_length=30, required=False)


class AnswerOpinion(FormPage):
    title = _("Answer")
    permission_required = CHANGE
    menu = LIST
    form_class = AnswerForm
    success_message = _("Saved.")

    @cached_property
    def opinion(self) -> Any:
        return get_object_or_404(read.visible_opinions(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return str(self.opinion.words)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.opinion.meeting), self.get_success_url())]

    def form_valid(self, form: Any) -> HttpResponse:
        today = timezone.localdate()
        services.answer_opinion(opinion=self.opinion, on=today, by=self.user, **form.cleaned_data)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("meeting", args=[self.opinion.meeting_id])

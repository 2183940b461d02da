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
from property_ops.modules.meetings.services.becoming import make_request_of, tie_opinion
from property_ops.modules.meetings.views.kit import CHANGE, LIST, VIEW
from property_ops.modules.meetings.views.meetings import OfMeeting
from property_ops.modules.requests.public import Topic


class OpinionTable(columns.ListTable):
    meeting = columns.Text(
        verbose_name=_("meeting"), accessor="meeting__number", linkify=("meeting", {"pk": columns.A("meeting_id")})
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="meeting__estate__name")
    words = columns.Text(verbose_name=_("opinion"))
    answers = columns.Text(verbose_name=_("answered by whom"))
    due_on = columns.DayColumn(verbose_name=_("answer due"))
    answer = columns.Text(verbose_name=_("answer"))
    answered_on = columns.DayColumn(verbose_name=_("answered on"))
    request = columns.Text(verbose_name=_("request"), accessor="request__number")
    work = columns.Text(verbose_name=_("work order"), accessor="work__number")
    poll = columns.Text(verbose_name=_("vote of owners"), accessor="poll__number")


class OpinionFilters(Filters):
    estate = EstateFilter(field_name="meeting__estate")
    answered = django_filters.ChoiceFilter(
        choices=[("no", _("without an answer")), ("yes", _("answered"))],
        method="of_answer",
        label=_("answer"),
        empty_label=_("all"),
    )

    def of_answer(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return found.filter(answered_on__isnull=value == "no")


class Opinions(ListPage):
    title = _("Who answers by when")
    subtitle = _("What meetings asked for: without an answer first, by the day on which it is due.")
    permission_required = VIEW
    menu = LIST
    above = ((_("Meetings"), LIST),)
    table_class = OpinionTable
    filterset_class = OpinionFilters
    search_hint = _("words, or who answers")
    export_name = "opinions"
    personal_data = True

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


class OfOpinion(FormPage):
    permission_required = CHANGE
    menu = LIST
    success_message = _("Saved.")

    @cached_property
    def opinion(self) -> Any:
        return get_object_or_404(read.visible_opinions(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return str(self.opinion.words)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.opinion.meeting), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("meeting", args=[self.opinion.meeting_id])


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("answer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerOpinion(OfOpinion):
    title = _("Answer")
    form_class = AnswerForm

    def form_valid(self, form: Any) -> HttpResponse:
        today = timezone.localdate()
        services.answer_opinion(opinion=self.opinion, on=today, by=self.user, **form.cleaned_data)
        return super().form_valid(form)


class BecomesForm(forms.Form):
    topic = forms.ChoiceField(
        label=_("a new request about"),
        choices=[("", "—"), *Topic.choices],
        required=False,
        help_text=_("With the words of the opinion, due when its answer is."),
    )
    number = forms.CharField(label=_("or the number of the work order or the vote"), max_length=30, required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if bool(typed.get("topic")) == bool(typed.get("number")):
            raise forms.ValidationError(_("Choose what the request is about, or enter a number."))
        return typed


class MakeOfOpinion(OfOpinion):
    """A request by the words of the opinion; or the work order or the vote that it led to."""

    title = _("What it becomes")
    form_class = BecomesForm

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        if typed["topic"]:
            make_request_of(opinion=self.opinion, topic=typed["topic"], by=self.user, now=timezone.now())
        else:
            tie_opinion(opinion=self.opinion, number=typed["number"], by=self.user)
        return super().form_valid(form)

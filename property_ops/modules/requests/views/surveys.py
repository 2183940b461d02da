"""Rounds of asking households whether they are satisfied: the list with its shares, and one tally typed in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.requests import selectors
from property_ops.modules.requests.public import Survey, Tally
from property_ops.modules.requests.selectors import VIEW
from property_ops.modules.requests.services import SURVEY, record_survey


class SurveyTable(columns.ListTable):
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    round = columns.Text(verbose_name=_("survey round"))
    closed_on = columns.DayColumn(verbose_name=_("counted on"))
    asked = columns.Number(verbose_name=_("households asked"))
    took_part = columns.Number(verbose_name=_("took part"))
    participation = columns.Text(
        verbose_name=_("took part (%)"),
        accessor="tally__participation",
        orderable=False,
        attrs={"cell": {"class": "num"}},
    )
    satisfied = columns.Number(verbose_name=_("satisfied"))
    satisfaction = columns.Text(
        verbose_name=_("satisfied (%)"),
        accessor="tally__satisfaction",
        orderable=False,
        attrs={"cell": {"class": "num"}},
    )


class SurveyFilters(Filters):
    estate = EstateFilter()


class Surveys(ListPage):
    title = _("Typed tallies of surveys")
    subtitle = _("Sums as somebody typed them. The shares of the half-year table come from single ratings instead.")
    permission_required = VIEW
    table_class = SurveyTable
    filterset_class = SurveyFilters
    export_name = "surveys"
    personal_data = False
    template_name = "requests/surveys.html"
    new = (_("Record a tally"), "survey_new")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_surveys(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tally = selectors.tally_of(selectors.visible_surveys(self.user))
        return super().get_context_data(**kwargs) | ({"tally": tally} if tally.asked else {})


class SurveyForm(EstateForm):
    round = forms.CharField(label=_("survey round"), max_length=30)
    closed_on = DayField(label=_("counted on"))
    asked = forms.IntegerField(label=_("households asked"), min_value=1, max_value=1_000_000)
    took_part = forms.IntegerField(label=_("took part"), min_value=0, max_value=1_000_000)
    satisfied = forms.IntegerField(label=_("satisfied"), min_value=0, max_value=1_000_000)


class NewSurvey(EstateFormPage):
    title = _("Record a tally")
    subtitle = _("A tally of the same estate and round takes the place of the earlier one.")
    permission_required = SURVEY
    menu = "surveys"
    above = ((_("Typed tallies of surveys"), "surveys"),)
    success_url = reverse_lazy("surveys")
    form_class = SurveyForm

    def get_initial(self) -> dict[str, Any]:
        return {"closed_on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        survey: Survey = record_survey(
            estate=values["estate"],
            round_name=values["round"],
            closed_on=values["closed_on"],
            tally=Tally(values["asked"], values["took_part"], values["satisfied"]),
            by=self.user,
        )
        messages.success(self.request, gettext("%(share)s %% took part.") % {"share": survey.tally.participation})
        return super().form_valid(form)

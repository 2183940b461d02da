"""What each home would pay, and the vote about it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.forecasts import selectors, services
from invoices.modules.forecasts.views.forecasts import PREPARE, VIEW, list_crumb
from property_ops.framework.web import columns
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.modules.votes.public import PollTerms


class HomeTable(columns.ListTable):
    unit_code = columns.Text(verbose_name=_("unit"))
    use = columns.Text(verbose_name=_("use"))
    area = columns.Number(verbose_name=_("building area (m²)"))
    vacant = columns.YesNo(verbose_name=_("vacant"))
    fee_now = columns.Amount(verbose_name=_("a month now"))
    fee_then = columns.Amount(verbose_name=_("a month then"))


class ForecastHomes(ListPage):
    permission_required = VIEW
    menu = "forecasts"
    table_class = HomeTable
    filterset_class = Filters
    search_hint = _("unit code")
    export_name = "各户标准测算"
    personal_data = False

    @cached_property
    def forecast(self) -> Any:
        return get_object_or_404(selectors.visible_forecasts(self.user), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        of = {"estate": self.forecast.estate.name, "year": self.forecast.year}
        return gettext("What each home of %(estate)s would pay in %(year)s") % of

    def get_subtitle(self) -> str:
        return f"{self.forecast.estate.name} · {self.forecast.year} · {self.forecast.number}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), Crumb(str(self.forecast), reverse("forecast", args=[self.forecast.pk])))

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_homes(self.user, self.forecast.pk)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_homes(queryset, text)


class VoteForm(forms.Form):
    convener = forms.CharField(label=_("convened by"), max_length=60)
    register_day = DayField(label=_("owners as of"))
    first_day = DayField(label=_("first day"))
    last_day = DayField(label=_("last day"))


class PutToVote(FormPage):
    title = _("Put the rate to the vote")
    permission_required = PREPARE
    menu = "forecasts"
    form_class = VoteForm
    submit_label = _("Prepare the vote")
    success_message = _("The vote is prepared. Another person approves it; then its ballots are printed.")
    poll: Any = None

    @cached_property
    def forecast(self) -> Any:
        return get_object_or_404(selectors.visible_forecasts(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return services.subject_of(self.forecast)

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), Crumb(str(self.forecast), reverse("forecast", args=[self.forecast.pk])))

    def form_valid(self, form: Any) -> HttpResponse:
        title = gettext("Service fee of %(year)s") % {"year": self.forecast.year}
        self.poll = services.put_to_vote(
            forecast_id=self.forecast.pk,
            terms=PollTerms(title=title, **form.cleaned_data),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("poll", args=[self.poll.pk])

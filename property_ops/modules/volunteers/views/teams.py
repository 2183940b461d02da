"""Teams, the hours of an activity as they were entered, and what an hour is worth."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.dated_rules import DatedRulePage, DatedRules, NewDatedRule
from property_ops.framework.web.display import Fact
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.shown import ShownTable
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.volunteers.approvals import HOURS
from property_ops.modules.volunteers.approvals import RATES as RATE_KIND
from property_ops.modules.volunteers.public import TeamKind
from property_ops.modules.volunteers.selectors import volunteers as read
from property_ops.modules.volunteers.services import volunteering as services
from property_ops.modules.volunteers.views.kit import CHANGE, RATES, VIEW, OfVolunteers


class TeamTable(columns.ListTable):
    name = columns.Text(verbose_name=_("team"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    kind = columns.Text(verbose_name=_("who they are"))
    leader = columns.Text(verbose_name=_("leader of the team"))
    activity_count = columns.Number(
        verbose_name=_("activities"), linkify=lambda record: f"{reverse('volunteers')}?team={record.pk}"
    )


class TeamFilters(Filters):
    estate = EstateFilter()


class Teams(OfVolunteers, ListPage):
    title = _("Teams of volunteers")
    permission_required = VIEW
    table_class = TeamTable
    filterset_class = TeamFilters
    export_name = "volunteer-teams"
    personal_data = True
    new = (_("New team"), "volunteer_team_new")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_teams(self.user)


class TeamForm(EstateForm):
    name = forms.CharField(label=_("team"), max_length=40)
    kind = forms.ChoiceField(label=_("who they are"), choices=TeamKind.choices)
    leader = forms.CharField(label=_("leader of the team"), max_length=40)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        estate = typed.get("estate")
        if estate and read.has_team(estate, typed.get("name", "")):
            self.add_error("name", _("There is a team of this name already."))
        return typed


class NewTeam(OfVolunteers, EstateFormPage):
    title = _("New team")
    permission_required = CHANGE
    form_class = TeamForm
    success_message = _("Saved.")
    success_url = reverse_lazy("volunteer_teams")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = dict(form.cleaned_data)
        kind = TeamKind(typed.pop("kind"))
        services.enter_team(kind=kind, by=self.user, now=timezone.now(), **typed)
        return super().form_valid(form)


class HoursPage(OfVolunteers, DecidedPage):
    permission_required = VIEW
    personal_data = True
    kind = HOURS

    def facts(self) -> list[Fact]:
        one = self.object
        url = reverse("volunteer_activity", args=[one.activity_id])
        return [Fact(_("Activity"), str(one.activity), url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        lines = [[line.who.name, line.who.home, line.in_hours] for line in read.lines_of(one)]
        table = ShownTable(_("Hours"), "clock", [_("who came"), _("home"), _("hours")], lines)
        return super().get_context_data(tables=[table], **kwargs)


class OfRates(OfVolunteers):
    kind: ClassVar[ApprovalKind[Any]] = RATE_KIND


class RatesList(OfRates, DatedRules):
    title = _("Worth of an hour")
    subtitle = _(
        "Published. Hours of activities for a service offset its cost by this in the break-even; nothing is posted."
    )
    permission_required = VIEW
    export_name = "volunteer-rates"


class NewRate(OfRates, NewDatedRule):
    title = _("New worth of an hour")
    permission_required = RATES


class RatePage(OfRates, DatedRulePage):
    permission_required = VIEW

"""Activities of volunteers: the list, a new one, one with who came, and its hours."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import state_badge
from property_ops.framework.pdf.sign_in_sheet import draw_sign_in_sheet
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Filters, Model
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, FormPage
from property_ops.framework.web.rows import Measure, RowForm, RowsPage
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.kernel.chinese_days import chinese_day
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.volunteers.public import CalledActivity, HoursOf
from property_ops.modules.volunteers.selectors import volunteers as read
from property_ops.modules.volunteers.services import volunteering as services
from property_ops.modules.volunteers.views.kit import CHANGE, VIEW, OfActivity, OfVolunteers

HALF = Decimal("0.5")


class ActivityTable(columns.ListTable):
    number = columns.Text(verbose_name=_("document number"), linkify=("volunteer_activity", {"pk": columns.A("pk")}))
    title = columns.Text(verbose_name=_("activity"))
    estate = columns.Text(verbose_name=_("estate"), accessor="team__estate__name")
    team = columns.Text(verbose_name=_("team"), accessor="team__name")
    begins_at = columns.Moment(verbose_name=_("begins"))
    came = columns.Number(verbose_name=_("people who came"))
    in_hours = columns.Number(verbose_name=_("hours that count"), accessor="halves", places=1)

    def render_in_hours(self, value: int) -> Decimal:
        return value * HALF

    def value_in_hours(self, value: int) -> Decimal:
        return value * HALF


class ActivityFilters(Filters):
    estate = EstateFilter(field_name="team__estate")
    team = Model(queryset=lambda request: read.visible_teams(request.user), label=_("team"), empty_label=_("all"))


class Activities(ListPage):
    title = _("Volunteers")
    subtitle = _("What teams did, who came, and the hours that two have signed.")
    permission_required = VIEW
    table_class = ActivityTable
    filterset_class = ActivityFilters
    search_hint = _("number, activity or team")
    export_name = "volunteer-activities"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_activities(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_activities(queryset, text)

    def buttons(self) -> list[Button]:
        found = [
            Button(_("Teams"), reverse("volunteer_teams"), "users-group"),
            Button(_("Worth of an hour"), reverse("volunteer_rates"), "coin"),
        ]
        if self.user.has_perm(CHANGE):
            found.append(Button(_("New activity"), reverse("volunteer_activity_new"), "plus", primary=True))
        return found


class ActivityForm(forms.Form):
    title = forms.CharField(label=_("activity"), max_length=60)
    day = DayField(label=_("day"))
    hour = forms.TimeField(label=_("begins"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("place"), max_length=60)

    def __init__(self, *args: Any, teams: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = forms.ModelChoiceField(label=_("team"), queryset=teams)
        item = forms.ModelChoiceField(
            label=_("service whose cost it offsets"),
            queryset=items,
            required=False,
            help_text=_("Leave it empty where the hours offset nothing."),
        )
        self.fields = {"team": team, **self.fields, "item": item}

    @property
    def called(self) -> CalledActivity:
        typed = self.cleaned_data
        begins = timezone.make_aware(datetime.combine(typed["day"], typed["hour"]))
        return CalledActivity(typed["title"], begins, typed["place"], typed["item"])


class NewActivity(OfVolunteers, FormPage):
    title = _("New activity")
    permission_required = CHANGE
    form_class = ActivityForm
    made: Any = None

    def get_form_kwargs(self) -> dict[str, Any]:
        teams, items = read.visible_teams(self.user), read.items_for(self.user)
        return super().get_form_kwargs() | {"teams": teams, "items": items}

    def form_valid(self, form: Any) -> HttpResponse:
        team = form.cleaned_data["team"]
        self.made = services.call_activity(team=team, called=form.called, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("volunteer_activity", args=[self.made.pk])


class ActivityPage(OfVolunteers, DetailPage):
    permission_required = VIEW
    personal_data = True
    template_name = "framework/decided.html"

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_activities(self.user)

    def facts(self) -> list[Fact]:
        one = self.object
        team = Fact(_("Team"), f"{one.team.name} ({one.team.leader})")
        counting = Fact(_("Hours that count"), None if one.halves is None else one.halves * HALF)
        return [Fact(_("Estate"), one.team.estate.name), team, *facts_of(one, "begins_at", "place", "item"), counting]

    def buttons(self) -> list[Button]:
        one = self.object
        found = [Button(_("Sign-in sheet (PDF)"), reverse("volunteer_sheet", args=[one.pk]), "qrcode")]
        if self.user.has_perm(CHANGE) and one.is_open:
            found.append(Button(_("Enter hours"), reverse("volunteer_hours_new", args=[one.pk]), "clock", primary=True))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        came = [[who.name, who.home, who.at if who.by_code else _("on the paper list")] for who in one.signed_in.all()]
        people = ShownTable(
            _("Who came"), "users", [_("who came"), _("home"), _("signed in")], came, _("Nobody signed in yet.")
        )
        hours = [
            [
                ShownCell(sheet.prepared_at, reverse("volunteer_hours", args=[sheet.pk])),
                str(sheet.prepared_by),
                state_badge(sheet.state),
            ]
            for sheet in one.hours.select_related("prepared_by")
        ]
        sheets = ShownTable(_("Hours"), "clock", [_("entered"), _("by"), _("state")], hours, _("No hours yet."))
        return super().get_context_data(**kwargs) | {"tables": [people, sheets]}


class ActivitySheet(OfActivity):
    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        one, begins = self.activity, timezone.localtime(self.activity.begins_at)
        data = draw_sign_in_sheet(
            kind="志愿服务活动",
            title=f"{one.team.name}　{one.title}",
            estate=one.team.estate.name,
            number=one.number,
            place=one.place,
            when=f"{chinese_day(begins)} {begins:%H:%M}",
            address=settings.PUBLIC_URL + reverse("volunteer_here", args=[one.code]),
        )
        return pdf_response(data, f"sign-in-{one.number}")


class HoursRow(RowForm):
    filled_by = ("name", "hours")

    name = forms.CharField(label=_("who came"), max_length=40)
    home = forms.CharField(label=_("home"), max_length=40, required=False)
    hours = Measure(label=_("hours"), min_value=HALF, max_value=12, decimal_places=1, max_digits=3)


class EnterHours(OfActivity, RowsPage):
    """Who signed in by the code stands there already."""

    title = _("Enter hours")
    row_form = HoursRow
    success_message = _("Saved. It counts once another person has approved it.")

    def get_subtitle(self) -> str:
        return str(self.activity)

    def get_initial(self) -> Any:
        return [{"name": one.name, "home": one.home} for one in self.activity.signed_in.all()]

    def form_valid(self, form: Any) -> HttpResponse:
        said = [HoursOf(row["name"], row["home"], row["hours"]) for row in form.filled]
        services.enter_hours(activity=self.activity, hours=said, by=self.user, now=timezone.now())
        return super().form_valid(form)

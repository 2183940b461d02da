"""Areas: the list with who is responsible today, one with its duties, a new one, a new duty, a hand-over."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import DecisionButtons, state_badge
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of, last_day
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.offered import may_open
from property_ops.framework.web.pages import Button, FormPage
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.grid.approvals import HAND_OVERS
from property_ops.modules.grid.public import DutyRole
from property_ops.modules.grid.selectors import grid as read
from property_ops.modules.grid.services import keeping as services
from property_ops.modules.grid.views.kit import CHANGE, HAND_OVER, VIEW, OfArea, OfGrid


class AreaTable(columns.ListTable):
    code = columns.Text(verbose_name=_("code of the area"), linkify=("grid_area", {"pk": columns.A("pk")}))
    name = columns.Text(verbose_name=_("area"))
    estate = columns.Text(
        verbose_name=_("estate"), accessor="estate__name", linkify=("grid_plan", {"code": columns.A("estate__code")})
    )
    covers = columns.Text(verbose_name=_("what belongs to it"))
    responsible = columns.Text(verbose_name=_("responsible"))
    substitute = columns.Text(verbose_name=_("substitute"))


class AreaFilters(Filters):
    estate = EstateFilter()


class Areas(ListPage):
    title = _("Grid")
    subtitle = _("Who is responsible where today; the estate leads to its plan.")
    permission_required = VIEW
    table_class = AreaTable
    filterset_class = AreaFilters
    search_hint = _("code, area or building")
    export_name = "grid"
    personal_data = False
    new = (_("New area"), "grid_area_new")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_areas(self.user, timezone.localdate())

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_areas(queryset, text)


class AreaForm(EstateForm):
    code = forms.CharField(label=_("code of the area"), max_length=12)
    name = forms.CharField(label=_("area"), max_length=40)
    covers = forms.CharField(label=_("what belongs to it"), max_length=200)


class NewArea(OfGrid, EstateFormPage):
    title = _("New area")
    permission_required = CHANGE
    form_class = AreaForm
    success_message = _("Saved.")
    success_url = reverse_lazy("grid")

    def form_valid(self, form: Any) -> HttpResponse:
        services.enter_area(by=self.user, now=timezone.now(), **form.cleaned_data)
        return super().form_valid(form)


class AreaPage(OfGrid, DetailPage):
    permission_required = VIEW
    personal_data = False
    template_name = "framework/decided.html"

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_areas(self.user, timezone.localdate())

    def facts(self) -> list[Fact]:
        one = self.object
        plan = reverse("grid_plan", args=[one.estate.code])
        people = [Fact(_("Responsible"), one.responsible), Fact(_("Substitute"), one.substitute)]
        return [Fact(_("Estate"), one.estate.name, plan), *facts_of(one, "covers"), *people]

    def buttons(self) -> list[Button]:
        pk, found = self.object.pk, []
        if self.user.has_perm(HAND_OVER):
            found.append(Button(_("Hand the area over"), reverse("grid_hand_over_new", args=[pk]), "transfer"))
        if self.user.has_perm(CHANGE):
            found.append(Button(_("Put it on the plan"), reverse("grid_place", args=[pk]), "map-pin"))
            found.append(
                Button(_("Who is responsible"), reverse("grid_duty_new", args=[pk]), "user-plus", primary=True)
            )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        area = self.object
        duties = [
            [str(duty.person), duty.get_role_display(), duty.start, last_day(duty.end)] for duty in read.duties_of(area)
        ]
        heads = [_("person"), _("duty"), _("from"), _("until")]
        given = [
            [
                ShownCell(str(one.prepared_by), reverse("grid_hand_over", args=[one.pk])),
                str(one.to),
                one.on,
                state_badge(one.state),
            ]
            for one in area.hand_overs.select_related("prepared_by", "to")
        ]
        tables = [
            ShownTable(_("Who was and is responsible"), "users", heads, duties, _("Nobody yet.")),
            ShownTable(_("Hand-overs"), "transfer", [_("by"), _("to"), _("first day"), _("state")], given, _("None.")),
        ]
        return super().get_context_data(**kwargs) | {"tables": tables}


class DutyForm(forms.Form):
    role = forms.ChoiceField(label=_("duty"), choices=DutyRole.choices)
    start = DayField(label=_("from"))
    last = DayField(label=_("last day"), required=False)

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"person": forms.ModelChoiceField(label=_("person"), queryset=staff), **self.fields}


class NewDuty(OfArea, FormPage):
    title = _("Who is responsible")
    form_class = DutyForm
    success_message = _("Saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"staff": read.staff()}

    def get_initial(self) -> dict[str, Any]:
        return {"start": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = dict(form.cleaned_data)
        role = DutyRole(typed.pop("role"))
        services.begin_duty(area=self.area, role=role, by=self.user, now=timezone.now(), **typed)
        return super().form_valid(form)


class HandOverForm(forms.Form):
    on = DayField(label=_("first day"))
    words = forms.CharField(
        label=_("what is to be known"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who lives alone, what was promised, which keys. Open requests and hazards are counted."),
    )

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"to": forms.ModelChoiceField(label=_("who takes over"), queryset=staff), **self.fields}


class NewHandOver(OfArea, FormPage):
    title = _("Hand the area over")
    permission_required = HAND_OVER
    form_class = HandOverForm
    success_message = _("Saved. It changes hands once the other person agrees.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"staff": read.staff()}

    def form_valid(self, form: Any) -> HttpResponse:
        services.offer_hand_over(area=self.area, by=self.user, now=timezone.now(), **form.cleaned_data)
        return super().form_valid(form)


class HandOverPage(OfGrid, DecidedPage):
    permission_required = VIEW
    personal_data = True
    kind = HAND_OVERS
    question = _("Take the area over?")

    def facts(self) -> list[Fact]:
        one = self.object
        area = Fact(_("Area"), str(one.area), reverse("grid_area", args=[one.area_id]))
        return [area, *facts_of(one, "to", "on", "words"), *self._open_then()]

    def _open_then(self) -> Iterator[Fact]:
        """As counted on the day; the lists say how it stands now."""
        facts = facts_of(self.object, "open_requests", "open_hazards")
        for fact, lists in zip(facts, ("requests", "hazards"), strict=True):
            url = f"{reverse(lists)}?estate={self.object.area.estate_id}" if may_open(self.user, lists) else ""
            yield Fact(fact.label, fact.value, url)

    def decision(self) -> DecisionButtons | None:
        one = self.object
        return super().decision() if self.user.pk in (one.to_id, one.prepared_by_id) else None

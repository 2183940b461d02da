"""Scheduling a visit by a form: the same as dropping it on the board, for the keyboard."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.modules.dispatch.domain.slots import LONGEST, SHANGHAI, SHORTEST
from property_ops.modules.dispatch.selectors.crews import PLAN, crews
from property_ops.modules.dispatch.selectors.visits import visible_visits
from property_ops.modules.dispatch.services import visits as services
from property_ops.modules.dispatch.views.crew_forms import day_field


class ScheduleForm(forms.Form):
    crew = forms.ModelChoiceField(label=_("crew"), queryset=crews().filter(active=True))
    day = day_field(_("day"))
    start = forms.TimeField(label=_("starts at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("minutes"), min_value=SHORTEST, max_value=LONGEST, step_size=SHORTEST)
    pinned = forms.BooleanField(
        label=_("pinned"), required=False, help_text=_("A plan that is proposed leaves a pinned visit where it is.")
    )
    due_on = day_field(_("wanted by"), required=False)
    urgent = forms.BooleanField(label=_("urgent"), required=False)
    note = forms.CharField(label=_("remark"), max_length=200, required=False)


class SchedulePage(FormPage):
    title = _("Schedule the visit")
    permission_required = PLAN
    menu = "dispatch_board"
    form_class = ScheduleForm
    submit_label = _("Put on the board")
    success_message = _("The visit is on the board.")

    @cached_property
    def visit(self) -> Any:
        return get_object_or_404(visible_visits(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        work = self.visit.work
        return " · ".join(filter(None, (str(self.visit), work.kind, work.estate.name, work.place)))

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Dispatch board"), reverse("dispatch_board")), Crumb(str(self.visit), self._visit_page())]

    def get_initial(self) -> dict[str, Any]:
        visit = self.visit
        start = timezone.localtime(visit.starts_at) if visit.starts_at else None
        return {
            "crew": visit.crew_id,
            "day": start.date() if start else None,
            "start": start.time() if start else None,
            "minutes": visit.minutes,
            "pinned": visit.pinned,
            "due_on": visit.due_on,
            "urgent": visit.urgent,
            "note": visit.note,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        values, visit = form.cleaned_data, self.visit
        start = datetime.combine(values["day"], values["start"], tzinfo=SHANGHAI)
        moved = services.place_visit(
            visit=visit,
            crew=values["crew"],
            start=start,
            minutes=values["minutes"],
            pinned=values["pinned"],
            by=self.user,
            at=timezone.now(),
        )
        services.change_visit(
            visit=visit, due_on=values["due_on"], note=values["note"], urgent=values["urgent"], by=self.user
        )
        for _visit, clash in moved.warnings:
            messages.warning(self.request, clash.sentence(gettext))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        day = self.request.POST.get("day", "")
        return f"{reverse('dispatch_board')}?day={day}"

    def _visit_page(self) -> str:
        return reverse("dispatch_visit", args=[self.visit.pk])

"""Closed places and minutes of travel: short lists that are kept by hand."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Action, Button, Page
from property_ops.framework.web.rows import RowForm, RowsPage
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.selectors import places as selectors
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.visits import VIEW, visits_to_move
from property_ops.modules.dispatch.services import places as services
from property_ops.modules.dispatch.views.crew_forms import day_field, say_who_stands_there
from property_ops.modules.estates.public import EstateForm, EstateFormPage, visible_estates

MOST_MINUTES = 600


class ClosedPlaces(Page):
    """Closed places and travel on one page: what the board knows besides crews and weather."""

    title = _("Places and travel")
    subtitle = _("Where nobody may work for a while, and how long the way is from estate to estate.")
    permission_required = VIEW
    menu = "dispatch_places"
    template_name = "dispatch/places.html"

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(PLAN):
            return []
        return [
            Button(_("Minutes of travel"), reverse("dispatch_distances"), "route"),
            Button(_("Close a place"), reverse("dispatch_close_place"), "barrier-block", primary=True),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "closures": selectors.closed_places(self.user, now=timezone.now()),
            "distances": selectors.distances(self.user),
            "terms": selectors.travel_terms(),
            "may_plan": self.user.has_perm(PLAN),
        }


def _clock(label: Any, at: time) -> forms.TimeField:
    return forms.TimeField(label=label, initial=at, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class CloseForm(EstateForm):
    place = forms.CharField(
        label=_("place"),
        max_length=100,
        required=False,
        help_text=_("As the work orders have it; nothing is the whole estate."),
    )
    first_day = day_field(_("from day"))
    start = _clock(_("from hour"), time(0))
    last_day = day_field(_("until day"))
    end = _clock(_("until hour"), time(23, 59))
    reason = forms.CharField(label=_("reason"), max_length=60)


class ClosePlacePage(EstateFormPage):
    title = _("Close a place")
    permission_required = PLAN
    menu = "dispatch_places"
    above = ((_("Places and travel"), "dispatch_places"),)
    success_url = reverse_lazy("dispatch_places")
    success_message = _("Saved.")
    form_class = CloseForm

    def form_valid(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        where = {"estate": values["estate"], "place": values["place"]}
        start = datetime.combine(values["first_day"], values["start"], tzinfo=SHANGHAI)
        end = datetime.combine(values["last_day"], values["end"], tzinfo=SHANGHAI)
        services.close_place(**where, start=start, end=end, reason=values["reason"], by=self.user)
        say_who_stands_there(self.request, visits_to_move(start, end, **where))
        return super().form_valid(form)


class ReopenPlace(Action):
    permission_required = PLAN
    success_message = _("The place may be worked at again.")
    success_url = reverse_lazy("dispatch_places")

    @cached_property
    def closure(self) -> Any:
        closures = selectors.closed_places(self.user, now=timezone.now())
        return get_object_or_404(closures, pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        services.reopen_place(closure=self.closure, by=self.user)
        return super().form_valid(form)


class DistanceForm(RowForm):
    filled_by = ("minutes",)

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("one", forms.ModelChoiceField(label=_("from estate"), queryset=estates))
        self.offer("other", forms.ModelChoiceField(label=_("to estate"), queryset=estates))
        self.offer("minutes", forms.IntegerField(label=_("minutes"), min_value=0, max_value=MOST_MINUTES))


class DistancesPage(RowsPage):
    """The usual minutes stand above the rows, in the same form."""

    title = _("Minutes of travel")
    permission_required = PLAN
    menu = "dispatch_places"
    above = ((_("Places and travel"), "dispatch_places"),)
    success_url = reverse_lazy("dispatch_places")
    row_form = DistanceForm
    template_name = "dispatch/distances.html"
    success_message = _("Saved.")

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"estates": visible_estates(self.user)}

    def get_initial(self) -> Any:
        rows = selectors.distances(self.user)
        return [{"one": row.one_id, "other": row.other_id, "minutes": row.minutes} for row in rows]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        terms = selectors.travel_terms()
        return super().get_context_data(**kwargs) | {
            "within": self._usual("within", terms.within_community),
            "between": self._usual("between", terms.between_communities),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        terms = selectors.travel_terms()
        services.keep_distances(
            within=self._usual("within", terms.within_community),
            between=self._usual("between", terms.between_communities),
            minutes={(row["one"], row["other"]): row["minutes"] for row in form.filled},
            by=self.user,
        )
        return super().form_valid(form)

    def _usual(self, name: str, stored: int) -> int:
        """As typed, where it is a number within reason; else as stored."""
        text = self.request.POST.get(name, "")
        return min(int(text), MOST_MINUTES) if text.isascii() and text.isdecimal() and len(text) < 5 else stored

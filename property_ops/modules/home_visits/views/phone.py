"""Home visits on the grid worker's phone: the homes where nobody was met yet, and the form at the door."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.models import User
from property_ops.framework.web.pages import FormPage, Page
from property_ops.modules.home_visits.public import CHANGE, SaidAtHome, VisitOutcome, record_visit
from property_ops.modules.home_visits.selectors import visits as read
from property_ops.modules.requests.public import Topic

MOST, OPINIONS = 400, 3
NO_REQUEST = ("", _("only noted"))


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`: while homes of a plan are open."""
    if not user.has_perm(CHANGE):
        return None
    plans = list(read.open_plans(user, timezone.localdate()))
    left = sum(one.planned - one.met for one in plans)
    words = gettext("Home visits: %(count)s homes not met yet") % {"count": left}
    return (words, reverse("phone_home_visits")) if left else None


class MyVisits(Page):
    title = _("Home visits")
    permission_required = CHANGE
    menu = "visit_plans"
    template_name = "home_visits/my_visits.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = list(read.open_plans(self.user, timezone.localdate()))
        homes = read.in_state(read.visible_homes(self.user), "open")[:MOST] if plans else []
        of_plan = {one.pk: [home for home in homes if home.plan_id == one.pk] for one in plans}
        return super().get_context_data(**kwargs) | {"plans": [(one, of_plan[one.pk]) for one in plans]}


class VisitForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Was somebody met?"),
        widget=forms.RadioSelect,
        choices=choices_of(VisitOutcome),
    )
    words = forms.CharField(label=_("note of the visit"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [
            NO_REQUEST,
            *((value, _("as a request: %(kind)s") % {"kind": words}) for value, words in Topic.choices),
        ]
        for place in range(1, OPINIONS + 1):
            label = _("opinion %(number)s") % {"number": place}
            area = forms.Textarea(attrs={"rows": 2})
            self.fields[f"opinion_{place}"] = forms.CharField(label=label, max_length=300, required=False, widget=area)
            of_it = _("what becomes of opinion %(number)s") % {"number": place}
            self.fields[f"topic_{place}"] = forms.ChoiceField(label=of_it, choices=topics, required=False)

    @property
    def said(self) -> list[SaidAtHome]:
        typed = self.cleaned_data
        places = [place for place in range(1, OPINIONS + 1) if typed[f"opinion_{place}"]]
        return [SaidAtHome(typed[f"opinion_{place}"], typed[f"topic_{place}"]) for place in places]


class RecordVisit(FormPage):
    permission_required = CHANGE
    menu = "visit_plans"
    success_url = reverse_lazy("phone_home_visits")
    form_class = VisitForm
    template_name = "home_visits/visit_form.html"
    success_message = _("Saved.")

    @cached_property
    def home(self) -> Any:
        return get_object_or_404(read.visible_homes(self.user), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        unit = self.home.unit
        words = {"building": unit.building, "entrance": unit.entrance, "room": unit.room}
        return gettext("building %(building)s, entrance %(entrance)s, %(room)s") % words

    def get_subtitle(self) -> str:
        return f"{self.home.plan.estate.name} · {self.home.plan.title}"

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        record_visit(
            home=self.home,
            outcome=VisitOutcome(typed["outcome"]),
            words=typed["words"],
            said=form.said,
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

"""What dispatch adds to other pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Page
from property_ops.framework.web.tabs import Panel
from property_ops.modules.dispatch.domain.windows import Window
from property_ops.modules.dispatch.public import VisitState
from property_ops.modules.dispatch.selectors import visits as selectors
from property_ops.modules.dispatch.selectors.board import any_crews, clashes_of_week, to_schedule, visits_in
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.views.visits import STATE_COLOURS

MOST = 8


class VisitsOfWork(Panel):
    """Of slot `work_panels`: who went or goes there, and planning more."""

    permission_required = selectors.VIEW
    title = _("Crew visits")
    icon = "calendar-event"
    order = 20
    template_name = "dispatch/visits_panel.html"

    def is_there(self) -> bool:
        return selectors.visits_of_work(self.subject).exists() or self.may_plan

    @property
    def may_plan(self) -> bool:
        return self.user.has_perm(PLAN) and selectors.is_open(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visits = selectors.visits_of_work(self.subject)
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "visits": [(visit, STATE_COLOURS.get(visit.state, "yellow")) for visit in visits],
            "may_plan": self.may_plan,
        }


class VisitsToday(Panel):
    """Of slot `dashboard_panels`, for those who plan: who is out today and what waits. What does not fit in the coming
    week is asked for by the page once it is there (`WeekClashes`)."""

    permission_required = PLAN
    title = _("Crews today")
    icon = "calendar-event"
    order = 10
    wide = True
    template_name = "dispatch/today_panel.html"
    url_label = _("Dispatch board")

    @property
    def url(self) -> str:
        return reverse("dispatch_board")

    def is_there(self) -> bool:
        return any_crews()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visits = list(visits_in(Window.around("day", timezone.localdate()), self.user))
        return super().get_context_data(**kwargs) | {
            "visits": [(visit, STATE_COLOURS.get(visit.state, "yellow")) for visit in visits[:MOST]],
            "count": len(visits),
            "done": sum(visit.state == VisitState.DONE for visit in visits),
            "waiting": to_schedule(self.user),
        }


class WeekClashes(Page):
    """The figure of that panel: a piece of a page."""

    permission_required = PLAN
    menu = "dispatch_board"
    template_name = "dispatch/week_clashes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clashes = clashes_of_week(timezone.localdate(), self.user)
        return super().get_context_data(**kwargs) | {"clashes": clashes}

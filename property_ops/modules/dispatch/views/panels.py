"""What dispatch adds to other pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.dispatch.public import VisitState
from property_ops.modules.dispatch.selectors import visits as selectors
from property_ops.modules.dispatch.selectors.board import Week, week_of
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
    """Of slot `dashboard_panels`: who is out today, what waits, and what does not fit in the coming week."""

    permission_required = selectors.VIEW
    title = _("Crews today")
    icon = "calendar-event"
    order = 5
    wide = True
    template_name = "dispatch/today_panel.html"
    url_label = _("Dispatch board")

    @property
    def url(self) -> str:
        return reverse("dispatch_board")

    @cached_property
    def week(self) -> Week:
        return week_of(timezone.localdate(), self.user)

    def is_there(self) -> bool:
        return self.week.has_crews

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visits = self.week.today
        return super().get_context_data(**kwargs) | {
            "visits": [(visit, STATE_COLOURS.get(visit.state, "yellow")) for visit in visits[:MOST]],
            "count": len(visits),
            "done": sum(visit.state == VisitState.DONE for visit in visits),
            "waiting": self.week.waiting,
            "clashes": self.week.clashes,
            "may_plan": self.user.has_perm(PLAN),
        }

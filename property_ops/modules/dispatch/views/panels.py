"""What dispatch adds to other pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from property_ops.framework.permissions import allows
from property_ops.framework.web.tabs import Panel
from property_ops.modules.dispatch.selectors import visits as selectors
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.views.visits import STATE_COLOURS


class VisitsOfWork(Panel):
    """Of slot `work_panels`: who went or goes there, and planning more."""

    permission = selectors.VIEW
    title = _("Crew visits")
    icon = "calendar-event"
    order = 20
    template_name = "dispatch/visits_panel.html"

    def is_there(self) -> bool:
        return selectors.visits_of_work(self.subject).exists() or self.may_plan

    @property
    def may_plan(self) -> bool:
        return allows(self.user, PLAN) and selectors.is_open(self.subject)

    def context(self) -> dict[str, Any]:
        visits = selectors.visits_of_work(self.subject)
        return {
            "work": self.subject,
            "visits": [(visit, STATE_COLOURS.get(visit.state, "yellow")) for visit in visits],
            "may_plan": self.may_plan,
        }

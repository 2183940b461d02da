"""What works add to the overview."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.works import selectors
from property_ops.modules.works.public import WorkState
from property_ops.modules.works.views.register import PERMISSION, STATE_COLOURS

MOST = 6


class WorksOfMonth(Panel):
    """Of slot `dashboard_panels`: the month's accepted works, and those that wait for acceptance or were sent back."""

    permission_required = PERMISSION
    title = _("Works")
    icon = "tools"
    order = 60
    third = True
    template_name = "works/month_panel.html"
    url_label = _("All works")

    @property
    def url(self) -> str:
        return reverse("works")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = list(selectors.waiting_works(self.user))
        accepted = selectors.of_month(selectors.works(self.user), self.subject).filter(result="accepted")
        return super().get_context_data(**kwargs) | {
            "month": self.subject,
            "accepted": accepted.count(),
            "pending": sum(work.state == WorkState.DONE for work in waiting),
            "rework": sum(work.state == WorkState.SENT_BACK for work in waiting),
            "works": [(work, STATE_COLOURS[work.state]) for work in waiting[:MOST]],
        }

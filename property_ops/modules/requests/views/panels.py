"""What requests add to the pages of others."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.requests import selectors
from property_ops.modules.requests.selectors import VIEW
from property_ops.modules.requests.views.register import STATE_COLOURS

MOST = 5


class OpenRequests(Panel):
    """Of slot `dashboard_panels`: what waits for an answer, the most urgent first."""

    permission_required = VIEW
    title = _("Requests")
    icon = "message-circle"
    order = 75
    third = True
    template_name = "requests/open_panel.html"
    url_label = _("All requests")

    @property
    def url(self) -> str:
        return reverse("requests")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, waiting = timezone.now(), selectors.waiting(self.user)
        return super().get_context_data(**kwargs) | {
            **selectors.counts(waiting, now=now),
            "handed_up": selectors.escalated_to(waiting, self.user).count(),
            "requests": selectors.with_clocks(waiting, now=now)[:MOST],
        }


class RequestsOfWork(Panel):
    """Of slot `work_panels`: the requests from which the work came."""

    permission_required = VIEW
    title = _("Requests")
    icon = "message-circle"
    order = 70
    template_name = "requests/work_panel.html"

    def is_there(self) -> bool:
        return selectors.requests_of_work(self.user, self.subject).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = selectors.requests_of_work(self.user, self.subject)
        return super().get_context_data(**kwargs) | {"requests": [(one, STATE_COLOURS[one.state]) for one in found]}

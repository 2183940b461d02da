"""The grid worker's page on the phone: what is open in my estates, what is overdue, which crews come today."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.web.pages import Page
from property_ops.modules.dispatch.public import visible_visits
from property_ops.modules.requests import selectors
from property_ops.modules.requests.services import HANDLE

MOST = 100


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`: the open requests, for who handles any."""
    if not user.has_perm(HANDLE):
        return None
    figures = selectors.counts(selectors.waiting(user), now=timezone.now())
    words = gettext("Requests: %(waiting)s open, %(overdue)s overdue") % figures
    return words, reverse("phone_requests")


class MyRequests(Page):
    title = _("Requests of my estates")
    permission_required = HANDLE
    menu = "requests"
    template_name = "requests/my_requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        waiting = selectors.with_clocks(selectors.waiting(self.user), now=now)
        visits = visible_visits(self.user).filter(starts_at__date=timezone.localdate(now))
        return super().get_context_data(**kwargs) | {
            "requests": waiting[:MOST],
            "visits": visits[:MOST],
        }

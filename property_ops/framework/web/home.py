"""The overview: what waits, and the figures of a month. Modules put their panels on it (slot `dashboard_panels`)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.health import faults
from property_ops.framework.importing.runs import PERMISSION
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.charts import draw_here
from property_ops.framework.web.months import usual_months
from property_ops.framework.web.pages import EVERYBODY, Page
from property_ops.framework.web.tabs import panels
from property_ops.kernel.period import Month, NotAMonth


class Dashboard(Page):
    """Its panels' subject is the month shown."""

    permission_required = EVERYBODY
    title = _("Overview")
    template_name = "framework/dashboard.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Modules may lead somebody to another first page: slot `home_pages`, `(user) -> address`, or nothing."""
        for home_of in plugged_into("home_pages"):
            if address := home_of(self.user):
                return HttpResponseRedirect(address)
        return super().get(request, *args, **kwargs)

    @cached_property
    def month(self) -> Month:
        return shown_month(self.request)

    def presets(self) -> list[tuple[Any, str, bool]]:
        """This month and the last, as pages of a month have them."""
        return [(words, f"?month={month}", month == self.month) for words, month in usual_months()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = panels("dashboard_panels", self.request, self.month)
        return super().get_context_data(**kwargs) | {
            "month": self.month,
            "panels": shown,
            "draws": draw_here(shown),
            "limit": settings.IMPORT_MAX_MEGABYTES if self.user.has_perm(PERMISSION) else None,
            "faults": [gettext(fault) for fault in faults()] if self.user.has_perm("staff.manage") else [],
        }


def shown_month(request: HttpRequest) -> Month:
    """The month asked for; else the latest that anything is recorded for, up to last month; else last month.

    A module's callables in the slot `latest_months` say what is recorded: `(day) -> Month | None`, begun by that day.
    """
    try:
        return Month.parse(request.GET.get("month", ""))
    except NotAMonth:
        pass
    last = Month.of(timezone.localdate()).previous
    found = None
    for latest in plugged_into("latest_months"):
        month = latest(last.period.last_day)
        if month == last:
            return last
        if month:
            found = max(month, found or month)
    return found or last

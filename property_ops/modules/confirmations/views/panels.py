"""What confirmations add to the overview."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.confirmations import selectors
from property_ops.modules.confirmations.domain.months import MonthStanding
from property_ops.modules.confirmations.views.standing import PERMISSION

MONTHS, MOST = 6, 8
WAITING = (MonthStanding.PARTLY, MonthStanding.MISSING)


class ConfirmationsOfMonth(Panel):
    """Of slot `dashboard_panels`: the month's state, and what is missing in it and the five months before."""

    permission_required = PERMISSION
    title = _("Service confirmations")
    icon = "clipboard-check"
    order = 50
    third = True
    template_name = "confirmations/month_panel.html"
    url_label = _("All months")

    @property
    def url(self) -> str:
        return f"{reverse('confirmations')}?year={self.subject.year}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = [self.subject]
        while len(months) < MONTHS:
            months.append(months[-1].previous)
        rows = selectors.matrix(self.user, months, on=timezone.localdate())
        found = [(row.estate, row.months[index]) for index in range(MONTHS) for row in rows]
        now = [row.months[0].standing for row in rows]
        return super().get_context_data(**kwargs) | {
            "confirmed": now.count(MonthStanding.CONFIRMED),
            "partly": now.count(MonthStanding.PARTLY),
            "missing": now.count(MonthStanding.MISSING),
            "waiting": [(estate, one) for estate, one in found if one.standing in WAITING][:MOST],
        }

"""Months by estates: what is confirmed, partly, not at all."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Button, Page
from property_ops.framework.web.tabs import Tab
from property_ops.kernel.period import Month
from property_ops.modules.confirmations import selectors
from property_ops.modules.confirmations.domain.months import MonthStanding
from property_ops.modules.confirmations.views.standing import COLOURS, ICONS, PERMISSION


class Matrix(Page):
    """The year asked for, else the latest with a confirmation."""

    title = _("Service confirmations")
    subtitle = _("A month is charged once both parties have confirmed every agreed service.")
    permission_required = PERMISSION
    template_name = "confirmations/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        years = selectors.years(self.user, on=today)
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked in map(str, years) else selectors.latest_year(self.user, on=today)
        months = [Month(year, number) for number in range(1, 13)]
        return super().get_context_data(**kwargs) | {
            "year": year,
            "years": years,
            "months": months,
            "rows": selectors.matrix(self.user, months, on=today),
            "legend": [(standing, ICONS[standing], gettext(standing.word)) for standing in ICONS],
        }

    def buttons(self) -> list[Button]:
        return [Button(_("All confirmations"), reverse("confirmation_list"), icon="list")]


class MonthsOfEstate(Tab):
    """The months of one estate: of slot `estate_tabs`."""

    key = "confirmations"
    title = _("Service confirmations")
    permission_required = PERMISSION
    order = 50
    template_name = "confirmations/estate_tab.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = selectors.months_of(self.subject, on=timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "estate": self.subject,
            "months": [
                (one, gettext(one.standing.word), COLOURS.get(one.standing, "gray"))
                for one in months
                if one.standing is not MonthStanding.NOT_OVER
            ],
        }

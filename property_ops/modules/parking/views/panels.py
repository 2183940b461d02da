"""What parking adds to the pages of others."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.parking import selectors
from property_ops.modules.parking.views.registers import PERMISSION


class LeasesOfUnit(Panel):
    """Of slot `unit_panels`."""

    permission_required = PERMISSION
    title = _("Parking leases")
    icon = "car"
    order = 20
    template_name = "parking/leases_of_unit.html"

    def is_there(self) -> bool:
        return selectors.leases_of_unit(self.subject).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"leases": selectors.leases_of_unit(self.subject)}


class ParkingOfMonth(Panel):
    """Of slot `dashboard_panels`: how many spaces are let at the month's end, and which leases end in it."""

    permission_required = PERMISSION
    title = _("Parking")
    icon = "parking"
    order = 70
    third = True
    template_name = "parking/month_panel.html"
    url_label = _("All spaces")

    @property
    def url(self) -> str:
        return reverse("parking_spaces")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = self.subject
        spaces = selectors.occupation(self.user, on=month.period.last_day)
        ending = list(selectors.ending(self.user, first=month.start, after=month.end)[:6])
        return super().get_context_data(**kwargs) | {
            "month": month,
            **spaces,
            "free": spaces["all"] - spaces["let"],
            "ending": ending[:5],
            "more": len(ending) > 5,
        }

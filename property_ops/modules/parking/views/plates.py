"""The search of a plate, made for the guard's phone."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.permissions import roles_of
from property_ops.framework.web.pages import Page
from property_ops.modules.parking.selectors.plates import FEWEST_SIGNS, seen_plates
from property_ops.modules.parking.services.stays import RECORD
from property_ops.modules.parking.views.stays import PayPages
from property_ops.modules.parking.views.violations import LIST

LONGEST_ASKED = 20
GUARD = "guard"


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`."""
    return (gettext("Whose car? Search a plate"), reverse("parking_plates")) if user.has_perm(RECORD) else None


def home_of(user: User) -> str:
    """Of slot `home_pages`: who is a guard alone begins with the plates."""
    return reverse("parking_plates") if roles_of(user) == {GUARD} else ""


class Plates(Page):
    title = _("Search a plate")
    subtitle = _("Leased, visiting, or in the way: by the plate, or by its last signs.")
    permission_required = RECORD
    menu = LIST
    above = ((_("Parking violations"), LIST),)
    template_name = "parking/plates.html"
    personal_data = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("plate", "").strip()[:LONGEST_ASKED]
        cars = seen_plates(self.user, asked, on=timezone.localdate()) if asked else []
        pages = PayPages()
        found = [(car, pages.of(car.visit) if car.visit else "") for car in cars]
        return super().get_context_data(**kwargs) | {"asked": asked, "found": found, "fewest": FEWEST_SIGNS}

"""What road repair adds to the page of a work: its defects with totals, and the spaces it closes."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.kernel.quantity import rounded_up
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.kinds import ROAD_REPAIR
from property_ops.modules.road_repair.public import RoadDefect
from property_ops.modules.road_repair.services import RECORD
from property_ops.modules.works.kit.panels import PartsPanel
from property_ops.modules.works.public import kind_of

VIEW = "road_repair.view"


class DefectsPanel(PartsPanel):
    """Of slot `work_panels`."""

    permission_required = VIEW
    record = RECORD
    title = _("Defects")
    icon = "road"
    model = RoadDefect
    register = "road_repair_mixes"
    template_name = "road_repair/defects_panel.html"
    url_label = _("Road mixes")

    def is_there(self) -> bool:
        return kind_of(self.subject) is ROAD_REPAIR

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = selectors.estimate_of(self.parts)
        mixes = {defect.mix.code: defect.mix for defect in self.parts}
        return super().get_context_data(**kwargs) | {
            "found": found,
            "needs": [(mixes[need.mix.code], need, _up(need.quantity), _up(need.loose)) for need in found.needs],
        }


def _up(quantity: Decimal) -> Decimal:
    return rounded_up(quantity, places=2)


class ClosuresPanel(Panel):
    """Of slot `work_panels`."""

    permission_required = VIEW
    title = _("Closed parking spaces")
    icon = "barrier-block"
    order = 11
    template_name = "road_repair/closures_panel.html"

    def is_there(self) -> bool:
        return kind_of(self.subject) is ROAD_REPAIR

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        closures = list(selectors.closures_of(self.subject))
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "closures": [(closure, closure.end > today) for closure in closures],
            "may_record": self.user.has_perm(RECORD),
        }

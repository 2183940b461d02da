"""What road repair adds to the page of a work: its defects with totals, and the spaces it closes."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.domain.defects import up
from property_ops.modules.road_repair.kinds import ROAD_REPAIR
from property_ops.modules.road_repair.services import RECORD
from property_ops.modules.works.public import Result, kind_of

VIEW = "road_repair.view"


class DefectsPanel(Panel):
    """Of slot `work_panels`."""

    permission = VIEW
    title = _("Defects")
    icon = "road"
    order = 20
    wide = True
    template_name = "road_repair/defects_panel.html"
    url_label = _("Road mixes")

    @property
    def url(self) -> str:
        return reverse("road_repair_mixes")

    def is_there(self) -> bool:
        return kind_of(self.subject) is ROAD_REPAIR

    def context(self) -> dict[str, Any]:
        defects = list(selectors.defects_of(self.subject))
        found = selectors.estimate_of(defects)
        mixes = {defect.mix.code: defect.mix for defect in defects}
        return {
            "work": self.subject,
            "defects": [(defect, defect.rule.area) for defect in defects],
            "is_settled": self.subject.result == Result.ACCEPTED,
            "found": found,
            "needs": [(mixes[need.mix.code], need, up(need.quantity), up(need.loose)) for need in found.needs],
            "may_record": self.user.has_perm(RECORD),
        }


class ClosuresPanel(Panel):
    """Of slot `work_panels`."""

    permission = VIEW
    title = _("Closed parking spaces")
    icon = "barrier-block"
    order = 11
    template_name = "road_repair/closures_panel.html"

    def is_there(self) -> bool:
        return kind_of(self.subject) is ROAD_REPAIR

    def context(self) -> dict[str, Any]:
        today = timezone.localdate()
        closures = list(selectors.closures_of(self.subject))
        return {
            "work": self.subject,
            "closures": [(closure, closure.end > today) for closure in closures],
            "may_record": self.user.has_perm(RECORD),
        }

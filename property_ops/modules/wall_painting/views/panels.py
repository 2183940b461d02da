"""What wall painting adds to the page of a work: its walls with totals, paint, scaffold and the days of each coat."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.wall_painting import selectors
from property_ops.modules.wall_painting.domain.walls import Access, up
from property_ops.modules.wall_painting.domain.weather import STRONGEST_WIND
from property_ops.modules.wall_painting.kinds import side_of
from property_ops.modules.wall_painting.services import RECORD
from property_ops.modules.works.public import Result


class WallsPanel(Panel):
    """Of slot `work_panels`."""

    permission = "wall_painting.view"
    title = _("Walls")
    icon = "wall"
    order = 20
    wide = True
    template_name = "wall_painting/walls_panel.html"
    url_label = _("Paints")

    @property
    def url(self) -> str:
        return reverse("wall_painting_paints")

    def is_there(self) -> bool:
        return side_of(self.subject) is not None

    def context(self) -> dict[str, Any]:
        walls = list(selectors.walls_of(self.subject))
        found = selectors.estimate_of(walls)
        paints = {wall.paint.code: wall.paint for wall in walls}
        winds = [STRONGEST_WIND[Access(wall.access)] for wall in walls]
        return {
            "work": self.subject,
            "walls": [(wall, wall.rule.area) for wall in walls],
            "found": found,
            "needs": [(paints[need.paint.code], need.coated, up(need.litres)) for need in found.needs],
            "strongest_wind": min(winds, default=None),
            "may_record": self.user.has_perm(RECORD) and self.subject.result != Result.ACCEPTED,
        }

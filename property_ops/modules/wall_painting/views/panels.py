"""What wall painting adds to the page of a work: its walls with totals, paint, scaffold and the days of each coat."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from property_ops.kernel.quantity import rounded_up
from property_ops.modules.wall_painting import selectors
from property_ops.modules.wall_painting.domain.walls import WallAccess
from property_ops.modules.wall_painting.domain.weather import STRONGEST_WIND
from property_ops.modules.wall_painting.kinds import side_of
from property_ops.modules.wall_painting.public import PaintedWall
from property_ops.modules.wall_painting.services import RECORD
from property_ops.modules.works.kit.panels import PartsPanel


class WallsPanel(PartsPanel):
    """Of slot `work_panels`."""

    permission_required = "wall_painting.view"
    record = RECORD
    title = _("Walls")
    icon = "wall"
    model = PaintedWall
    register = "wall_painting_paints"
    template_name = "wall_painting/walls_panel.html"
    url_label = _("Paints")

    def is_there(self) -> bool:
        return side_of(self.subject) is not None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = selectors.estimate_of(self.parts)
        paints = {wall.paint.code: wall.paint for wall in self.parts}
        return super().get_context_data(**kwargs) | {
            "found": found,
            "needs": [
                (paints[need.paint.code], need.coated, rounded_up(need.litres, places=1)) for need in found.needs
            ],
            "strongest_wind": min((STRONGEST_WIND[WallAccess(wall.access)] for wall in self.parts), default=None),
        }

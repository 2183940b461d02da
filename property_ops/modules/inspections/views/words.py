"""Rights and badges that the pages of inspections share."""

from property_ops.framework.web.display import Badges
from property_ops.modules.inspections.domain.grades import (
    GRADE_COLOURS,
    HAZARD_STATE_COLOURS,
    Grade,
    HazardState,
)

VIEW = "inspections.view"
GRADE_BADGES = Badges.of(Grade, GRADE_COLOURS)
STATE_BADGES = Badges.of(HazardState, HAZARD_STATE_COLOURS)

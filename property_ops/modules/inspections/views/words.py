"""Rights and badges that the pages of inspections share."""

from property_ops.framework.web.display import Badges
from property_ops.modules.inspections.domain.grades import (
    GRADE_COLOURS,
    GRADE_NAMES,
    HAZARD_STATE_COLOURS,
    HAZARD_STATE_NAMES,
)

VIEW = "inspections.view"
GRADE_BADGES = Badges.of(GRADE_NAMES, GRADE_COLOURS)
STATE_BADGES = Badges.of(HAZARD_STATE_NAMES, HAZARD_STATE_COLOURS)

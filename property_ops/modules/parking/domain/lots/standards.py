"""Sizes of spaces and aisles, in millimetres (GB 50763 for accessible spaces, JGJ 100-2015 for aisles)."""

from collections.abc import Mapping

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

METRE = 1000
SPACE_WIDTH, SPACE_LENGTH = 2400, 5300
PARALLEL_LENGTH = 6000
ACCESSIBLE_WIDTH = 3600
FIRE_LANE_WIDTH = 4000
"""The least width that is kept free for fire engines (GB 50016, 7.1.8)."""

PARALLEL, SHARP, STEEP, SQUARE = 0, 45, 60, 90
ANGLES = (PARALLEL, SHARP, STEEP, SQUARE)
AISLES: Mapping[int, int] = {PARALLEL: 3800, SHARP: 3800, STEEP: 4500, SQUARE: 5500}
NARROWEST_AISLE, WIDEST_AISLE = 3000, 12000

ENTRANCE_DEPTH = 5000
"""How far behind an entrance nothing is parked."""

NARROWEST_WAY = 2500
"""What a car needs to pass: a space that cannot be reached on a way this wide is no space."""


class PlannedKind(Worded):
    STANDARD = "standard", gettext_noop("standard spaces")
    PARALLEL = "parallel", gettext_noop("parallel spaces")
    ACCESSIBLE = "accessible", gettext_noop("accessible spaces")
    CHARGING = "charging", gettext_noop("charging spaces")


SIZES: Mapping[PlannedKind, tuple[int, int]] = {
    PlannedKind.STANDARD: (SPACE_WIDTH, SPACE_LENGTH),
    PlannedKind.PARALLEL: (SPACE_WIDTH, PARALLEL_LENGTH),
    PlannedKind.ACCESSIBLE: (ACCESSIBLE_WIDTH, SPACE_LENGTH),
    PlannedKind.CHARGING: (SPACE_WIDTH, SPACE_LENGTH),
}
"""Width and length."""

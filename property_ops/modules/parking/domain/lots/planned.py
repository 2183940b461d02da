"""What a layout of a lot consists of. The geometry that finds one is slow to import: only who plans pays for it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from property_ops.modules.parking.domain.lots.drawing import Spot
from property_ops.modules.parking.domain.lots.standards import METRE, PlannedKind

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class WantedSpaces:
    """How many spaces of a kind there shall be at least: a number, or a share of all (%); the greater counts."""

    accessible: int = 0
    accessible_share: Decimal = Decimal(0)
    charging: int = 0
    charging_share: Decimal = Decimal(0)

    def of(self, kind: PlannedKind, spaces: int) -> int:
        least, share = {
            PlannedKind.ACCESSIBLE: (self.accessible, self.accessible_share),
            PlannedKind.CHARGING: (self.charging, self.charging_share),
        }[kind]
        part = (share * spaces / HUNDRED).to_integral_value(ROUND_CEILING)
        return max(least, int(part))


@dataclass(frozen=True, slots=True)
class PlannedSpace:
    """`number` counts from 1 in the order in which one walks along the rows; corners and front in the lot's mm."""

    number: int
    kind: PlannedKind
    corners: tuple[Spot, ...]
    front: Spot


@dataclass(frozen=True, slots=True)
class SpaceLayout:
    """`missing`: how many of each wanted kind could not be placed. `ways`: what must stay free before the spaces."""

    angle: int
    spaces: tuple[PlannedSpace, ...]
    ways: tuple[tuple[Spot, ...], ...]
    line_millimetres: int
    missing: Mapping[PlannedKind, int]

    @property
    def counts(self) -> Mapping[PlannedKind, int]:
        counted = Counter(space.kind for space in self.spaces)
        return {kind: counted[kind] for kind in PlannedKind if counted[kind]}

    @property
    def line_metres(self) -> Decimal:
        """To 0.1 m."""
        return (Decimal(self.line_millimetres) / METRE).quantize(Decimal("0.1"))

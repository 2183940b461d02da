"""When walls are not painted, by how the painters reach them (Beaufort)."""

from collections.abc import Mapping

from property_ops.modules.wall_painting.domain.walls import WallAccess

STRONGEST_WIND: Mapping[WallAccess, int] = {WallAccess.GROUND: 5, WallAccess.SCAFFOLD: 5, WallAccess.ROPE: 4}
"""The strongest wind that still allows the work: none at height from force 6 on (JGJ 80), on ropes from force 5 on
(GB/T 23525)."""

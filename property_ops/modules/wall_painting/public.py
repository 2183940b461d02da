"""What a neighbour may use of wall painting."""

from property_ops.modules.wall_painting.domain.walls import WallAccess, WallSide
from property_ops.modules.wall_painting.models.wall import PaintedWall, WallPaint
from property_ops.modules.wall_painting.selectors import estimate_of, walls_of

__all__ = ["PaintedWall", "WallAccess", "WallPaint", "WallSide", "estimate_of", "walls_of"]

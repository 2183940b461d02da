"""What a neighbour may use of wall painting."""

from property_ops.modules.wall_painting.models.wall import AccessChoice, PaintedWall, SideChoice, WallPaint
from property_ops.modules.wall_painting.selectors import estimate_of, walls_of

__all__ = ["AccessChoice", "PaintedWall", "SideChoice", "WallPaint", "estimate_of", "walls_of"]

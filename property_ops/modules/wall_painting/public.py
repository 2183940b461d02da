"""What a neighbour may use of wall painting."""

from property_ops.modules.wall_painting.models.wall import Access, PaintedWall, Side, WallPaint
from property_ops.modules.wall_painting.selectors import estimate_of, walls_of

__all__ = ["Access", "PaintedWall", "Side", "WallPaint", "estimate_of", "walls_of"]

from property_ops.modules.wall_painting.models.wall import PaintedWall, WallPaint

__all__ = ["PaintedWall", "WallPaint"]

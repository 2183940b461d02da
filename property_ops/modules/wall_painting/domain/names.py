"""What the office calls wall painting in its registers."""

from property_ops.kernel.writing import squeezed
from property_ops.modules.wall_painting.domain.walls import Side

FACADE_NAME, INNER_NAME = "外墙粉刷", "内墙粉刷"
FACADES = frozenset({FACADE_NAME, "外墙涂刷", "外立面粉刷", "楼栋外墙粉刷", "外墙翻新", "墙面粉刷"})
INNER_WALLS = frozenset({INNER_NAME, "内墙涂刷", "楼道粉刷", "小区内墙粉刷", "围墙粉刷", "楼道墙面粉刷"})


def side_of(kind: str) -> Side | None:
    """Which walls a kind of work paints; None where it is none of painting."""
    name = squeezed(kind)
    if name in FACADES:
        return Side.FACADE
    return Side.INNER if name in INNER_WALLS else None

"""What the office calls road repair in its registers."""

from property_ops.kernel.writing import squeezed

NAME = "路面修补"
ALIASES = frozenset(
    {
        NAME,
        "道路修补",
        "道路维修",
        "路面维修",
        "道路修复",
        "路面修复",
        "路面硬化",
        "道路硬化",
        "坑槽修补",
        "裂缝修补",
        "沉陷修复",
    }
)


def is_road_repair(kind: str) -> bool:
    return squeezed(kind) in ALIASES

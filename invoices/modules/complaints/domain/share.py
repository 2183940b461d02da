"""When complaints of many hold a work for all: past the share of the homes concerned that the agreement names."""

PERCENT = 100


def is_past(complaining: int, *, homes: int, percent: int) -> bool:
    """More than `percent` of the `homes` complain; one at least, and no rounding."""
    return complaining > 0 and complaining * PERCENT > percent * homes


def enough(*, homes: int, percent: int) -> int:
    """So many homes that complain hold it."""
    return percent * homes // PERCENT + 1

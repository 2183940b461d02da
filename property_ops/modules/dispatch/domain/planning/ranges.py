"""Whole numbers in ranges `(low, high)`, both included: the minutes at which a visit may start."""

from collections.abc import Iterable, Sequence

Range = tuple[int, int]


def without(ranges: Sequence[Range], taken: Iterable[Range]) -> tuple[Range, ...]:
    """The numbers of `ranges` that are in none of `taken`, in order."""
    left = list(ranges)
    for low, high in taken:
        if low > high:
            continue
        cut = []
        for start, end in left:
            if end < low or high < start:
                cut.append((start, end))
                continue
            if start < low:
                cut.append((start, low - 1))
            if high < end:
                cut.append((high + 1, end))
        left = cut
    return tuple(left)


def around(start: int, end: int, length: int) -> Range:
    """The starts at which something of `length` would touch the minutes `[start, end)`."""
    return start - length + 1, end - 1


def has(ranges: Iterable[Range], number: int) -> bool:
    return any(low <= number <= high for low, high in ranges)


def first_from(ranges: Iterable[Range], number: int, grid: int) -> int | None:
    """The first multiple of `grid` from the number on; None if there is none."""
    for low, high in ranges:
        found = -(-(low if low > number else number) // grid) * grid
        if found <= high:
            return found
    return None


def on_grid(ranges: Iterable[Range], grid: int) -> tuple[Range, ...]:
    """The ranges from their first to their last multiple of `grid`; what has none is left out."""
    found = ((-(-low // grid) * grid, high // grid * grid) for low, high in ranges)
    return tuple((low, high) for low, high in found if low <= high)


def covered(spans: Iterable[Range], start: int, end: int) -> int:
    """How much of `[start, end)` the spans `[low, high)` cover together."""
    total, at = 0, start
    for low, high in sorted(spans):
        total += max(min(high, end) - max(low, at), 0)
        at = max(at, high)
    return total

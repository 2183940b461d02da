"""Whole numbers in ranges `(low, high)`, both included: the steps at which a visit may start."""

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
    """The starts at which something of `length` would touch the steps `[start, end)`."""
    return start - length + 1, end - 1


def has(ranges: Iterable[Range], number: int) -> bool:
    return any(low <= number <= high for low, high in ranges)

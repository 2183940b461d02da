"""Distances that agree with one another: nobody travels longer than by way of a third place."""

from collections.abc import Mapping

Pair = tuple[int, int]


def shortest(minutes: Mapping[Pair, int]) -> dict[Pair, int]:
    """The shortest way for every pair (a, b), a < b, of a table that has all pairs."""
    places = sorted({place for pair in minutes for place in pair})
    found = dict(minutes)

    def way(one: int, other: int) -> int:
        return 0 if one == other else found[min(one, other), max(one, other)]

    for by_way_of in places:
        for one, other in minutes:
            found[one, other] = min(found[one, other], way(one, by_way_of) + way(by_way_of, other))
    return found

"""The draw for parking spaces: fair, and re-run by anyone.

The list is frozen and its fingerprint made public before the source of the seed is known, such as the numbers of a
later public lottery. Whoever has list and seed finds the same order: SHA-256 of fingerprint, seed and unit code,
ascending.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class DrawnLots:
    """`digest` is what a unit is ranked by, from 1."""

    rank: int
    unit: str
    digest: str


def fingerprint(units: Iterable[str]) -> str:
    """SHA-256 of the unit codes, sorted, one a line."""
    return _hash("\n".join(sorted(units)))


def draw(units: Sequence[str], seed: str) -> list[DrawnLots]:
    """The order of the draw."""
    mark = fingerprint(units)
    ranked = sorted((_hash(f"{mark}\n{seed}\n{unit}"), unit) for unit in units)
    return [DrawnLots(rank, unit, digest) for rank, (digest, unit) in enumerate(ranked, start=1)]


def record(*, title: str, source: str, seed: str, places: int, drawn: Sequence[DrawnLots]) -> str:
    """What is published: seed, list and result as text, in which the stand-alone script re-runs the draw."""
    lines = [
        f"名称：{title}",
        f"名单指纹：{fingerprint([one.unit for one in drawn])}",
        f"种子来源：{source}",
        f"种子：{seed}",
        f"名额：{places}",
        *(f"{one.rank}\t{one.unit}\t{one.digest}" for one in drawn),
    ]
    return "\n".join(lines) + "\n"


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()

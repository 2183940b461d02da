"""A Merkle tree that counts: its root stands for every amount under it and for their sum (docs/adr/0040).

A node is SHA-256 of 0x01 and, of its left and then its right half, the hash and the sum (eight bytes, the highest
first). Both sums are under the hash: a tree that covers only their total lets a prover show each reader another half
(Hu, Zhang and Guo, 2019). Every sum lies between 0 and 2^53 − 1, on every way from a leaf to the root, so that nothing
is subtracted and nothing runs over. The tree is filled up to a power of two.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from property_ops.kernel.canonical import LARGEST, canonical


class Counted(NamedTuple):
    """A node: its hash, and the whole fen below it."""

    hash: bytes
    fen: int


class OutOfRange(ValueError):
    """An amount or a sum is below zero or beyond 2^53 − 1."""


def counted_leaf(salt: bytes, content: Sequence[str | int], fen: int) -> Counted:
    """SHA-256 of 0x00, the salt and the canonical content with its amount. Raises OutOfRange."""
    return Counted(sha256(b"\x00" + salt + canonical([*content, _within(fen)])).digest(), fen)


def counted_node(left: Counted, right: Counted) -> Counted:
    """Raises OutOfRange."""
    total = _within(_within(left.fen) + _within(right.fen))
    return Counted(sha256(b"\x01" + _written(left) + _written(right)).digest(), total)


def levels_of(leaves: Sequence[Counted]) -> list[list[Counted]]:
    """From the leaves, a power of two, up to the root. Raises OutOfRange."""
    if not leaves or len(leaves) & (len(leaves) - 1):
        raise ValueError(f"{len(leaves)} is no power of two")
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([counted_node(below[place], below[place + 1]) for place in range(0, len(below), 2)])
    return levels


def path_of(levels: Sequence[Sequence[Counted]], place: int) -> list[Counted]:
    """The neighbours by which a leaf leads to the root, from below."""
    return [level[place >> height ^ 1] for height, level in enumerate(levels[:-1])]


def _written(node: Counted) -> bytes:
    return node.hash + node.fen.to_bytes(8, "big")


def _within(fen: int) -> int:
    if not 0 <= fen <= LARGEST:
        raise OutOfRange(fen)
    return fen

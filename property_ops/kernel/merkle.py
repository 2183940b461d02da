"""Merkle trees as RFC 9162 has them: one hash stands for a whole list and all its beginnings.

A leaf is SHA-256 of 0x00 and the record, a node of 0x01 and its two halves, the left of which is the largest power of
two that is smaller than the whole. `Tree` keeps only the roots of its complete parts (the frontier, at most one a bit
of its size), so that a ledger of any length goes on from the last seal without reading what lies before it.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(record: bytes) -> bytes:
    return sha256(b"\x00" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows by leaves. `frontier`: the roots of its complete parts, the largest first."""

    def __init__(self, size: int = 0, frontier: Sequence[bytes] = ()) -> None:
        if size < 0 or len(frontier) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} complete parts, not {len(frontier)}")
        self.size, self.frontier = size, list(frontier)

    def append(self, record: bytes) -> None:
        self.append_hash(leaf_hash(record))

    def append_hash(self, found: bytes) -> None:
        """Of a leaf that is hashed already."""
        size = self.size
        while size & 1:
            found = node_hash(self.frontier.pop(), found)
            size >>= 1
        self.frontier.append(found)
        self.size += 1

    @property
    def root(self) -> bytes:
        return _folded(self.frontier) if self.frontier else EMPTY


def root_of(records: Sequence[bytes]) -> bytes:
    tree = Tree()
    for record in records:
        tree.append(record)
    return tree.root


def consistency_proof(before: Tree, added: Sequence[bytes]) -> list[bytes]:
    """That the tree of `before` and the leaf hashes `added` begins with `before` (RFC 9162, 2.1.4.1)."""
    size = before.size
    if not size or not added:
        return []
    return _subproof(_Leaves(before, added, 0, size + len(added)), size, is_whole=True)


def is_consistent(first: tuple[int, bytes], second: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Whether the tree of (size, root) `second` begins with that of `first` (RFC 9162, 2.1.4.2)."""
    (size, root), (larger, whole) = first, second
    if size == larger or not size:
        return not proof and size <= larger and (not size or root == whole)
    path = [root, *proof] if size & (size - 1) == 0 else list(proof)
    if size > larger or not path:
        return False
    place, last = size - 1, larger - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for one in path[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            old, new = node_hash(one, old), node_hash(one, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, one)
        place, last = place >> 1, last >> 1
    return not last and old == root and new == whole


def inclusion_proof(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """That the tree of these leaf hashes has the one at `place`: its neighbours, from below (RFC 9162, 2.1.3.1)."""
    if len(leaves) == 1:
        return []
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    near, far = (leaves[:middle], leaves[middle:]) if place < middle else (leaves[middle:], leaves[:middle])
    return [*inclusion_proof(near, place % middle), root_of_hashes(far)]


def root_of_hashes(leaves: Sequence[bytes]) -> bytes:
    tree = Tree()
    for found in leaves:
        tree.append_hash(found)
    return tree.root


def is_included(leaf: bytes, place: int, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `size` leaves with this root has the leaf hash at `place` (RFC 9162, 2.1.3.2)."""
    if not 0 <= place < size:
        return False
    last, found = size - 1, leaf
    for one in proof:
        if not last:
            return False
        if place & 1 or place == last:
            found = node_hash(one, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, one)
        place, last = place >> 1, last >> 1
    return not last and found == root


class _Leaves:
    """The leaves [start, end) of the larger tree: some of the frontier before, some of those added."""

    def __init__(self, before: Tree, added: Sequence[bytes], start: int, end: int) -> None:
        self.before, self.added, self.start, self.end = before, added, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def split(self) -> tuple["_Leaves", "_Leaves"]:
        middle = self.start + (1 << (len(self) - 1).bit_length() - 1)
        return (
            _Leaves(self.before, self.added, self.start, middle),
            _Leaves(self.before, self.added, middle, self.end),
        )

    @property
    def root(self) -> bytes:
        """Of a part that is wholly old or wholly new, or that the frontier's parts and new leaves make up."""
        tree = Tree()
        place = 0
        for width, found in zip(_widths(self.before.size), self.before.frontier, strict=True):
            if self.start <= place and place + width <= self.end:
                tree = Tree(tree.size + width, [*tree.frontier, found])
            place += width
        first = max(self.start, place)
        for found in self.added[first - place : max(self.end, first) - place]:
            tree.append_hash(found)
        return tree.root


def _subproof(part: _Leaves, size: int, *, is_whole: bool) -> list[bytes]:
    if size == len(part):
        return [] if is_whole else [part.root]
    left, right = part.split()
    if size <= len(left):
        return [*_subproof(left, size, is_whole=is_whole), right.root]
    return [*_subproof(right, size - len(left), is_whole=False), left.root]


def _widths(size: int) -> list[int]:
    """The sizes of the complete parts of a tree, the largest first."""
    return [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]


def _folded(parts: Sequence[bytes]) -> bytes:
    *rest, found = parts
    for left in reversed(rest):
        found = node_hash(left, found)
    return found

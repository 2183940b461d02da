"""What can be wrong with seals and the records under them. The codes are those of the offline verifiers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from invoices.modules.proofs.domain.errors import SealUnreadable
from invoices.modules.proofs.domain.seals import FIRST, ChainHead, Seal, seal_in
from property_ops.kernel.merkle import Tree, is_consistent
from property_ops.kernel.text import gettext_noop

WORDS: Mapping[str, str] = {
    "seal-unreadable": gettext_noop("line %(line)s of the seals is no seal, or was changed"),
    "seal-number": gettext_noop("a seal is missing before seal %(seal)s"),
    "seal-previous": gettext_noop("seal %(seal)s does not follow the seal before it"),
    "seal-key": gettext_noop("seal %(seal)s is signed with another key"),
    "seal-signature": gettext_noop("the signature of seal %(seal)s is wrong"),
    "seal-consistency": gettext_noop("seal %(seal)s does not continue what the seal before it had of “%(chain)s”"),
    "seal-too-short": gettext_noop("“%(chain)s” has %(size)s records; seal %(seal)s (%(name)s) is of %(sealed)s"),
    "seal-root": gettext_noop("“%(chain)s” is not as seal %(seal)s (%(name)s) sealed it"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is stable; `facts` fill the places of its words."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def says(self) -> str:
        return WORDS[self.code]


@dataclass(frozen=True, slots=True)
class ReadSeals:
    """The seals that could be read, in order, and what was found among their lines."""

    seals: Sequence[Seal]
    findings: Sequence[Finding]


def read_seals(lines: Iterable[str], *, key: str, first: int = 1) -> ReadSeals:
    """What stands in a file of seals: each signed with `key`, numbered from `first`, and continuing the one before."""
    seals: list[Seal] = []
    findings: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        try:
            seals.append(seal_in(line))
        except SealUnreadable:
            findings.append(Finding("seal-unreadable", {"line": number}))
    for seal in seals:
        if seal.key != key:
            findings.append(Finding("seal-key", {"seal": seal.number}))
        if not seal.is_signed():
            findings.append(Finding("seal-signature", {"seal": seal.number}))
    if seals and (seals[0].number != first or (first == 1 and seals[0].previous != FIRST)):
        findings.append(Finding("seal-number", {"seal": seals[0].number}))
    for before, seal in pairwise(seals):
        findings += _does_not_follow(before, seal)
    return ReadSeals(seals, findings)


@dataclass(frozen=True, slots=True)
class Records:
    """What a chain has now: the tree up to a place, and the digests of the records behind it."""

    tree: Tree = field(default_factory=Tree)
    digests: Iterable[str] = ()

    def roots_at(self, sizes: set[int]) -> tuple[dict[int, str], int]:
        """The roots (hex) at these sizes, as far as the records go, and how many records there are."""
        roots = {self.tree.size: self.tree.root.hex()}
        for digest in self.digests:
            self.tree.append(_record(digest))
            if self.tree.size in sizes:
                roots[self.tree.size] = self.tree.root.hex()
        return roots, self.tree.size


def not_as_sealed(seals: Sequence[Seal], records: Mapping[str, Records]) -> Iterator[Finding]:
    """Seals whose records are not there any more, by what each chain has now."""
    for chain in sorted({name for seal in seals for name in seal.chains}):
        wanted = {seal.chains[chain].size for seal in seals if chain in seal.chains}
        roots, size = records.get(chain, Records()).roots_at(wanted)
        for seal in seals:
            head = seal.chains.get(chain)
            if head is None or roots.get(head.size) == head.root:
                continue
            facts = {"seal": seal.number, "name": seal.name, "chain": chain}
            if head.size > size:
                yield Finding("seal-too-short", {**facts, "size": size, "sealed": head.size})
            else:
                yield Finding("seal-root", facts)


def _does_not_follow(before: Seal, seal: Seal) -> Iterator[Finding]:
    if seal.number != before.number + 1:
        yield Finding("seal-number", {"seal": seal.number})
    elif seal.previous != before.digest:
        yield Finding("seal-previous", {"seal": seal.number})
    for chain, known in before.chains.items():
        if not _continues(known, seal.chains.get(chain)):
            yield Finding("seal-consistency", {"seal": seal.number, "chain": chain})


def _continues(before: ChainHead, head: ChainHead | None) -> bool:
    if head is None:
        return False
    try:
        first, second = ((one.size, bytes.fromhex(one.root)) for one in (before, head))
        return is_consistent(first, second, [bytes.fromhex(one) for one in head.consistency])
    except ValueError:
        return False


def _record(digest: str) -> bytes:
    """The record of a leaf; of a digest that somebody changed, whatever stands there."""
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return digest.encode(errors="replace")

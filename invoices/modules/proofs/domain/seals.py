"""A seal: the heads of all chains of records at one moment, signed (docs/adr/0039-seals-outside-the-machine.md).

A chain's head is the root of its Merkle tree (kernel/merkle.py); the seal's own head is the root over the heads of all
chains, so that one text of 64 characters on paper stands for every record of the installation.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from invoices.modules.proofs.domain.errors import SealUnreadable
from property_ops.kernel.canonical import NotCanonical, canonical
from property_ops.kernel.merkle import root_of
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

FORMAT, VERSION = "property-ops seal", 1
FIRST = "0" * 64
"""What the first seal names as the one before."""


class SealKind(Worded):
    DAY = "day", gettext_noop("end of a day")
    CLOSE = "close", gettext_noop("closing of a month")
    DISCLOSURE = "disclosure", gettext_noop("public disclosure")


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How far a chain goes, its root (hex), and the RFC 9162 proof that it continues the seal before."""

    size: int
    root: str
    consistency: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """`facts` are what else is signed, such as the head of the households that a disclosure counts."""

    number: int
    kind: str
    name: str
    sealed_at: str
    chains: Mapping[str, ChainHead]
    previous: str
    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    signature: str = ""

    @property
    def head(self) -> str:
        return head_of(self.chains)

    @property
    def signed(self) -> bytes:
        """What the signature covers."""
        return canonical(self._content())

    @property
    def line(self) -> str:
        """As it stands in the file of seals, without the end of the line."""
        return canonical({**self._content(), "signature": self.signature}).decode()

    @property
    def digest(self) -> str:
        """What the next seal names as the one before."""
        return sha256(self.line.encode()).hexdigest()

    def is_signed(self) -> bool:
        from cryptography.exceptions import InvalidSignature  # slow to import: only who looks at a seal pays for it
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key)).verify(
                bytes.fromhex(self.signature), self.signed
            )
        except (InvalidSignature, ValueError):
            return False
        return True

    def _content(self) -> dict[str, Any]:
        return {
            "chains": {
                name: {"consistency": list(one.consistency), "root": one.root, "size": one.size}
                for name, one in self.chains.items()
            },
            "facts": dict(self.facts),
            "format": FORMAT,
            "head": self.head,
            "key": self.key,
            "kind": self.kind,
            "name": self.name,
            "number": self.number,
            "previous": self.previous,
            "sealed_at": self.sealed_at,
            "version": VERSION,
        }


def head_of(chains: Mapping[str, ChainHead]) -> str:
    """The root (hex) of the tree whose leaves are [name, size, root] of the chains, by name."""
    return root_of([canonical([name, chains[name].size, chains[name].root]) for name in sorted(chains)]).hex()


def seal_in(line: str) -> Seal:
    """The seal of a line of the file. Raises SealUnreadable."""
    try:
        read = json.loads(line)
        seal = Seal(
            number=_whole(read["number"]),
            kind=_text(read["kind"]),
            name=_text(read["name"]),
            sealed_at=_text(read["sealed_at"]),
            chains={name: _chain(one) for name, one in read["chains"].items()},
            previous=_text(read["previous"]),
            key=_text(read["key"]),
            facts=dict(read["facts"]),
            signature=_text(read["signature"]),
        )
        is_as_written = seal.line == line
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NotCanonical) as error:
        raise SealUnreadable() from error
    if not is_as_written:
        raise SealUnreadable()
    return seal


def paper_text(number: int, head: str, lines: Sequence[str] = ()) -> str:
    """What a QR code on paper says of a seal: read by people, and by the offline verifier."""
    return "\n".join((f"{FORMAT} {number}", f"head {head}", *lines))


def _chain(read: Mapping[str, Any]) -> ChainHead:
    return ChainHead(_whole(read["size"]), _text(read["root"]), tuple(map(_text, read["consistency"])))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value

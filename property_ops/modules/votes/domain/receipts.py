"""The receipt of a ballot, and how it stands in the tree of all that were counted (RFC 9162; docs/adr/0064)."""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from property_ops.kernel.canonical import canonical
from property_ops.kernel.merkle import leaf_hash
from property_ops.kernel.writing import squeezed

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
SALT_BYTES = 32


def new_receipt() -> str:
    """Sixteen signs, none of which is taken for another: 78 bits, that nobody guesses."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def grouped(receipt: str) -> str:
    """`K7QF-2M9D-…`, as it is printed."""
    return "-".join(receipt[place : place + _GROUP] for place in range(0, len(receipt), _GROUP))


def read_receipt(typed: str) -> str:
    """A receipt as it is typed in: small letters, spaces and dashes do no harm."""
    return squeezed(typed).upper().replace("-", "")[: _LENGTH + 1]


def ballot_leaf(*, salt: str, receipt: str, unit: str, choices: Sequence[str]) -> bytes:
    """The leaf hash of a ballot: nobody finds its content without its salt."""
    return leaf_hash(bytes.fromhex(salt) + canonical([receipt, unit, *choices]))


def new_salt() -> str:
    return secrets.token_hex(SALT_BYTES)


def place_of(leaf: bytes) -> str:
    """Leaves stand in the order of this, which says nothing of the unit."""
    return sha256(leaf).hexdigest()

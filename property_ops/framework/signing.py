"""Short proofs that only this installation can make, such as the token of a link (docs/product.md rule 20)."""

import base64
import hmac
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.crypto import salted_hmac

from property_ops.kernel.errors import BusinessError, LinkNotFound

Row = TypeVar("Row", bound=Model)
_BYTES = 16
_MOST_DIGITS = 18


def token(kind: str, key: str, *facts: object) -> str:
    """`<key>.<22 characters>`: the same kind, key and facts always make the same token; `key` holds no dot."""
    digest = salted_hmac(kind, "\n".join(map(str, (key, *facts))), algorithm="sha256").digest()
    return f"{key}.{base64.urlsafe_b64encode(digest[:_BYTES]).decode().rstrip('=')}"


def key_of(given: str) -> str:
    """What a token is about, proven or not."""
    return given.partition(".")[0]


def row_of(given: str) -> int:
    """The number of the row that a token is about, proven or not; 0, which no row has, for what can be none."""
    key = key_of(given)
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= _MOST_DIGITS else 0


def proven(rows: QuerySet[Row], given: str, kind: str, *names: str, refused: type[BusinessError] = LinkNotFound) -> Row:
    """The row that a token is about; its facts are the row's columns of these `names`. Raises `refused`."""
    found = rows.filter(pk=row_of(given)).first()
    facts = (getattr(found, name) for name in names)
    if found is None or not is_valid_token(given, kind, str(found.pk), *facts):
        raise refused()
    return found


def is_valid_token(given: str, kind: str, key: str, *facts: object) -> bool:
    """Whether `given` is that token; takes the same time whatever it is."""
    return hmac.compare_digest(given.encode(), token(kind, key, *facts).encode())

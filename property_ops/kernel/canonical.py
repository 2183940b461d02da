"""One way to write a value, for digests that others recompute in thirty years, in any language (docs/adr/0038).

RFC 8785 (JSON Canonicalization Scheme) for what every language reads alike: texts, whole numbers, true, false, null,
lists and objects. Texts are written as they are: nothing is normalised, so that no table of Unicode decides a digest.
Refused by name are half of a surrogate pair, which has no UTF-8; fractions; and whole numbers beyond ±(2^53 − 1), which
JavaScript and many a reader of JSON would round: who has one writes it as a text.
"""

from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from typing import Any

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

LARGEST = 2**53 - 1
_CONSTANTS = {None: "null", True: "true", False: "false"}


class NotCanonical(BusinessError):
    """`what`: the value, or the kind of value, that has no canonical form."""

    code = "not_canonical"
    message = gettext_noop("“%(what)s” cannot be put under a digest: only texts and whole numbers up to 2^53 − 1 can.")


def canonical(value: Any) -> bytes:
    """The value in its one form, as UTF-8. Raises NotCanonical."""
    try:
        return _written(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical(what=ascii(error.object[error.start : error.end])) from error


def digest_of(value: Any) -> str:
    """SHA-256 (hex) of the value in its one form. Raises NotCanonical."""
    return sha256(canonical(value)).hexdigest()


def _written(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is int:
        return _number(value)
    if isinstance(value, (list, tuple)):
        # Texts and whole numbers, which most are, without a call each: half of the time of a month's digests.
        parts = [
            _quoted(one)
            if (of := type(one)) is str
            else str(one)
            if of is int and -LARGEST <= one <= LARGEST
            else _written(one)
            for one in value
        ]
        return f"[{','.join(parts)}]"
    if kind is dict:
        return f"{{{','.join([name + _written(value[key]) for key, name in _names(tuple(value))])}}}"
    if value is None or kind is bool:
        return _CONSTANTS[value]
    raise NotCanonical(what=kind.__name__)


def _number(value: int) -> str:
    if -LARGEST <= value <= LARGEST:
        return str(value)
    raise NotCanonical(what=value)


@lru_cache(maxsize=256)
def _names(names: tuple[Any, ...]) -> list[tuple[str, str]]:
    """The names, each with itself as it is written, by their UTF-16 as RFC 8785 wants it: U+10000 before U+E000."""
    if not all(type(name) is str for name in names):
        raise NotCanonical(what="a name that is no text")
    return [(name, f"{_quoted(name)}:") for name in sorted(names, key=_utf16)]


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")

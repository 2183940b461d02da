"""Which checkpoints are meant: `A01`, `A01-A12`, `A01 B02、C*`."""

import re
from collections.abc import Iterable, Sequence

from property_ops.kernel.writing import folded
from property_ops.modules.rounds.domain.errors import NoSuchCheckpoint

_SEPARATORS = re.compile(r"[\s,，、;；]+")
_RANGE = re.compile(r"(\D*)(\d{1,6})[-~至](?:\1)?(\d{1,6})")


def meant(text: str, codes: Iterable[str]) -> list[str]:
    """The codes that the text names, in the order of `codes`. Raises NoSuchCheckpoint."""
    known = list(codes)
    wanted: set[str] = set()
    for part in filter(None, _SEPARATORS.split(folded(text).upper())):
        found = _named(part, known)
        if not found:
            raise NoSuchCheckpoint(checkpoint=part)
        wanted.update(found)
    return [code for code in known if code in wanted]


def _named(part: str, known: Sequence[str]) -> list[str]:
    if part in known:
        return [part]
    if part.endswith("*"):
        return [code for code in known if code.startswith(part[:-1])]
    span = _RANGE.fullmatch(part)
    if span is None:
        return []
    prefix, first, last = span[1], int(span[2]), int(span[3])
    numbered = re.compile(rf"{re.escape(prefix)}(\d{{{len(span[2])},6}})")
    return [code for code in known if (found := numbered.fullmatch(code)) and first <= int(found[1]) <= last]

"""A short mark of a situation: the same in every process, another as soon as anything in it is another."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def fingerprint(thing: Any) -> str:
    """SHA-256 of dataclasses, mappings, sets and sequences of plain values."""
    return hashlib.sha256(_written(thing).encode()).hexdigest()


def _written(thing: Any) -> str:
    if is_dataclass(thing):
        return f"({','.join(_written(getattr(thing, field.name)) for field in fields(thing))})"
    if isinstance(thing, Mapping):
        return f"{{{','.join(sorted(f'{_written(key)}:{_written(value)}' for key, value in thing.items()))}}}"
    if isinstance(thing, set | frozenset):
        return f"<{','.join(sorted(map(_written, thing)))}>"
    if isinstance(thing, list | tuple):
        return f"[{','.join(map(_written, thing))}]"
    return repr(thing)

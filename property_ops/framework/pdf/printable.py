"""What can be printed: found where it is typed, and at the latest before it is frozen (docs/product.md rule 27)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from property_ops.framework.pdf.fonts import missing_glyphs
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

SUBSTITUTE = "〓"
"""Printed, where something frozen has a sign that no font has: what printers in China set for a character they lack."""
_LAYOUT = frozenset("\n\r\t")
_known: dict[str, bool] = {}

Layout = TypeVar("Layout")


class NotPrintable(BusinessError):
    code = "not_printable"
    message = gettext_noop("“%(character)s” (%(codepoint)s) cannot be printed: no font has it.")
    advice = gettext_noop("Write the name or the text without it; an emoji has no place on a paper.")


def not_printable(character: str) -> NotPrintable:
    return NotPrintable(character=character, codepoint=f"U+{ord(character):04X}")


def signs_without_glyph(texts: Iterable[str]) -> set[str]:
    """The characters of `texts` that no installed font can print, control signs among them. Line ends and tabs are
    layout."""
    asked: set[str] = set().union(*(text for text in texts if not (text.isascii() and text.isprintable()))) - _LAYOUT
    new = asked - _known.keys()
    if new:
        missing = missing_glyphs(["".join(new)])
        _known.update((character, character not in missing) for character in new)
    return {character for character in asked if not _known[character]}


def refuse_signs_without_glyph(thing: Any) -> None:
    """Raises NotPrintable."""
    missing = signs_without_glyph(texts_in(thing))
    if missing:
        raise not_printable(min(missing))


def texts_in(thing: Any) -> Iterator[str]:
    """Every text of a document, or of what a phone sent, wherever it stands."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for one in thing.values():
            yield from texts_in(one)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(thing):
            yield from texts_in(getattr(thing, one.name))
    elif isinstance(thing, (tuple, list)):
        for one in thing:
            yield from texts_in(one)


def with_substitutes(document: Layout, missing: Iterable[str]) -> Layout:
    """The same document with `SUBSTITUTE` in the place of each of these signs, in every text of it."""
    return _replaced(document, {ord(character): SUBSTITUTE for character in missing})


def _replaced(thing: Any, table: Mapping[int, str]) -> Any:
    if isinstance(thing, str):
        return thing.translate(table) if type(thing) is str else thing
    if is_dataclass(thing) and not isinstance(thing, type):
        named = [one.name for one in fields(thing) if one.init]
        return replace(thing, **{name: _replaced(getattr(thing, name), table) for name in named})
    if isinstance(thing, tuple):
        made = [_replaced(one, table) for one in thing]
        return type(thing)(*made) if hasattr(thing, "_fields") else tuple(made)
    if isinstance(thing, list):
        return [_replaced(one, table) for one in thing]
    return thing

"""What is written with simple marks becomes HTML: paragraphs, headings, lists, bold, addresses and phone numbers.

## a heading          - a point of a list          **bold**          an empty line begins a paragraph
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；）)]+")
_HEADING, _POINT = "## ", "- "


def as_html(text: str) -> str:
    """The text with its marks as HTML; all else in it is escaped."""
    return "".join(_blocks(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")))


def _blocks(lines: Iterator[str]) -> Iterator[str]:
    for kind, some in groupby(lines, key=_kind):
        said = list(some)
        if kind == "heading":
            yield from (f"<h3>{_inline(line[len(_HEADING) :])}</h3>" for line in said)
        elif kind == "list":
            yield f"<ul>{''.join(f'<li>{_inline(line[len(_POINT) :])}</li>' for line in said)}</ul>"
        elif kind == "words":
            yield f"<p>{'<br>'.join(map(_inline, said))}</p>"


def _kind(line: str) -> str:
    if not line:
        return "nothing"
    if line.startswith(_HEADING):
        return "heading"
    return "list" if line.startswith(_POINT) else "words"


def _inline(line: str) -> str:
    bold = _BOLD.sub(r"<strong>\1</strong>", escape(line, quote=False))
    return _ADDRESS.sub(lambda found: f'<a href="{escape(found[0])}">{found[0]}</a>', bold)

"""Every figure opens its rows: on the pages of the neighbourhood, a number that was counted is a link to what it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.web.crawling import Site, is_page

pytestmark = pytest.mark.django_db

ROOMS = (
    "providers",
    "meetings",
    "home_visits",
    "questionnaires",
    "votes",
    "assessment",
    "volunteers",
    "queue",
    "grid",
    "supervision",
)
_FIGURE = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?(?!\d*[-:/.]\d)")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Figure:
    label: str
    text: str = ""
    is_linked: bool = False

    @property
    def is_one(self) -> bool:
        return _FIGURE.match(self.text.strip()) is not None


@dataclass
class Figures(HTMLParser):
    """The figures of a page: in its tiles, its facts, and those columns of its tables that hold numbers.

    A figure in a table is linked where its row is, or its column's head.
    """

    found: list[Figure] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.now: Figure | None = None
        self.depth = 0
        self.row: list[Figure] = []
        self.row_linked = False
        self.label = ""
        self.heads: list[str] = []
        self.cell = -1

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _VOID:
            return
        classes = str(dict(attrs).get("class") or "").split()
        self.open.append((tag, ""))
        if tag == "table":
            self.heads = []
        if tag == "th":
            self.heads.append("")
        if tag == "dt":
            self.label = ""
        if tag == "tr":
            self.row, self.row_linked, self.cell = [], False, -1
        if tag == "td":
            self.cell += 1
        if tag == "a":
            self.row_linked = True
            if self.now is not None:
                self.now.is_linked = True
        if self.now is None and (
            "figure-value" in classes or tag == "dd" or (tag == "td" and "num" in classes)
        ):
            label = self.label if tag == "dd" else self.heads[self.cell] if tag == "td" and self.cell < len(self.heads) else ""
            inside = any(name == "a" for name, _ in self.open)
            self.now, self.depth = Figure(label.strip(), is_linked=inside or tag == "a"), len(self.open)
            self.found.append(self.now)
            if tag == "td":
                self.row.append(self.now)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self.open:
            return
        if self.now is not None and len(self.open) == self.depth:
            self.now = None
        self.open.pop()
        if tag == "tr" and self.row_linked:
            for one in self.row:
                one.is_linked = True

    def handle_data(self, data: str) -> None:
        if self.now is not None:
            self.now.text += data
        elif self.open and self.open[-1][0] == "th" and self.heads:
            self.heads[-1] += data.strip()
        elif any(tag == "dt" for tag, _ in self.open):
            self.label += data


def figures_of(site: Site) -> Iterator[tuple[str, Any, Figure]]:
    for place, answer in site.answers.items():
        if is_page(answer):
            reader = Figures()
            reader.feed(answer.content.decode())
            yield from ((place.name, place, figure) for figure in reader.found if figure.is_one)


def test_every_figure_opens_its_rows(site):
    out = set()
    for name, place, figure in figures_of(site):
        module = place.view.__module__ if place.view else ""
        room = module.split(".modules.")[-1].split(".")[0]
        if not figure.is_linked:
            out.add((room, name, figure.label, figure.text.strip()[:40], place.url))
    with open("/tmp/neigh-w/figures.txt", "w") as f:
        for one in sorted(out):
            print(*one, sep=" | ", file=f)

"""Every figure opens its rows: on the pages of the neighbourhood, what was counted is a link to what it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.web.crawling import Place, Site, is_page

pytestmark = pytest.mark.django_db

ROOMS = {
    "assessment",
    "grid",
    "home_visits",
    "meetings",
    "providers",
    "questionnaires",
    "queue",
    "supervision",
    "votes",
    "volunteers",
}
ENOUGH = 100
TYPED = "somebody entered it: it counts nothing"
OF_THE_ROW = "it says of the row how much; the row is all there is behind it"
RECKONED = "reckoned from what stands beside it"
SECRET = "its rows would tell what somebody chose; the page says so, and what is to be had instead"
OPENS_NOTHING = {
    ("assessment", "权重"): TYPED,
    ("assessment_correction", "*"): TYPED,
    ("assessment_settled", "权重"): TYPED,
    ("assessment_weight", "*"): TYPED,
    ("cooperation_agreement", "*"): TYPED,
    ("meeting", "#"): RECKONED,
    ("poll", "一人最多代理业主数"): TYPED,
    ("poll", "人数"): SECRET,
    ("poll", "面积（㎡）"): SECRET,
    ("poll_unit", "建筑面积（㎡）"): TYPED,
    ("price_list", "价格"): TYPED,
    ("prices_new", "#"): RECKONED,
    ("provider", "价格"): TYPED,
    ("provider", "电话"): TYPED,
    ("questionnaire", "住户"): SECRET,
    ("questionnaire", "占作答户（%）"): SECRET,
    ("questionnaire_questions", "#"): RECKONED,
    ("queue_estate", "来源"): TYPED,
    ("queue_why", "得分"): RECKONED,
    ("queue_why", "查得"): RECKONED,
    ("queue_why", "每项得分"): TYPED,
    ("queue_why", "计入"): RECKONED,
    ("queue_weight", "*"): TYPED,
    ("score_standard", "*"): TYPED,
    ("service_order", "*"): OF_THE_ROW,
    ("volunteer_hours", "工时"): TYPED,
    ("volunteer_hours_new", "#"): RECKONED,
    ("volunteer_rate", "*"): TYPED,
    ("works_budget", "*"): TYPED,
}
"""By the page and what the figure is called there; `*`: whatever it is called."""

_FIGURE = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?(?=$|[\s%，、/（])")
_NOTHING = re.compile(r"[0.,]+( ?%)?$")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Figure:
    """A number where people look for one. What counts nothing has no rows."""

    label: str
    text: str = ""
    is_linked: bool = False

    @property
    def counts_something(self) -> bool:
        said = self.text.strip()
        return _FIGURE.match(said) is not None and not _NOTHING.match(said)


@dataclass
class FigureReader(HTMLParser):
    """The figures of a page: in its tiles, its facts, and those columns of its tables that hold numbers.

    In a table, one is linked where its row is. Sums below a table are of what stands above them.
    """

    found: list[Figure] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._now: Figure | None = None
        self._depth, self._label = 0, ""
        self._heads: list[str] = []
        self._row: list[Figure] = []
        self._cell, self._row_is_linked = -1, False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _VOID:
            return
        said = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        self.ids.add(said.get("id", ""))
        self._begin(tag, said.get("href", ""))
        if self._now is None and "tfoot" not in self._open and self._holds_figure(tag, said.get("class", "").split()):
            self._now, self._depth = Figure(self._name(tag), is_linked="a" in self._open), len(self._open)
            self.found.append(self._now)
            self._row.append(self._now)

    def _begin(self, tag: str, href: str) -> None:
        if tag == "table":
            self._heads = []
        elif tag == "th":
            self._heads.append("")
        elif tag == "dt":
            self._label = ""
        elif tag == "tr":
            self._row, self._cell, self._row_is_linked = [], -1, False
        elif tag == "td":
            self._cell += 1
        elif tag == "a":
            self._row_is_linked = True
            if href.startswith("#"):
                self.anchors.add(href[1:])
            if self._now is not None:
                self._now.is_linked = True

    def _holds_figure(self, tag: str, classes: list[str]) -> bool:
        return "figure-value" in classes or tag == "dd" or (tag == "td" and "num" in classes)

    def _name(self, tag: str) -> str:
        heads = dict(enumerate(self._heads))
        return {"dd": self._label, "td": heads.get(self._cell, "")}.get(tag, "").strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self._open:
            return
        if self._now is not None and len(self._open) == self._depth:
            self._now = None
        self._open.pop()
        if tag == "tr" and self._row_is_linked:
            for one in self._row:
                one.is_linked = True

    def handle_data(self, data: str) -> None:
        if self._now is not None:
            self._now.text += data
        elif "th" in self._open and self._heads:
            self._heads[-1] += data.strip()
        elif "dt" in self._open:
            self._label += data


def pages_of_the_rooms(site: Site) -> Iterator[tuple[Place, FigureReader]]:
    for place, answer in site.answers.items():
        if is_page(answer) and place.view and set(place.view.__module__.split(".")) & ROOMS:
            reader = FigureReader()
            reader.feed(answer.content.decode())
            yield place, reader


def test_every_figure_opens_its_rows(site):
    figures = [(place, one) for place, page in pages_of_the_rooms(site) for one in page.found if one.counts_something]
    assert len(figures) > ENOUGH
    without = {
        f"{place.name} {one.label}: {one.text.strip()}"
        for place, one in figures
        if not one.is_linked and not {(place.name, one.label), (place.name, "*")} & OPENS_NOTHING.keys()
    }
    assert sorted(without) == []


def test_what_leads_to_rows_on_the_same_page_finds_them(site):
    """All ids are on the page itself, or made by the menu."""
    lost = {f"{place.name} #{one}" for place, page in pages_of_the_rooms(site) for one in page.anchors - page.ids}
    assert sorted(lost) == []

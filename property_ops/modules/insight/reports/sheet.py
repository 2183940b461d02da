"""The table as lines to read and as cells for Excel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.framework.web.display import number
from property_ops.kernel.text import gettext_noop
from property_ops.modules.insight.domain.figures import AND, MISPARKING, MISPARKING_LABEL
from property_ops.modules.insight.domain.table import FigureRow
from property_ops.modules.insight.selectors import CountedFigure, HalfYear
from property_ops.modules.requests.public import Received, RequestChannel, share

HEADINGS = gettext_noop("Figure"), gettext_noop("Unit of measure"), gettext_noop("Total")
NO_RECORD = gettext_noop("no record")
REGISTERED = gettext_noop("parking spaces in the register today")
PROJECTS = gettext_noop("projects taken on")
PETITIONS = gettext_noop("letters and visits handled")
COMPLETED = gettext_noop("share completed")
CHANNELS = (
    (RequestChannel.VISIT, gettext_noop("visits")),
    (RequestChannel.ONLINE, gettext_noop("online letters")),
    (RequestChannel.MAILBOX, gettext_noop("leaders' mailbox")),
    (RequestChannel.HOTLINE, gettext_noop("12345 hotline")),
)
TOOK_PART, SATISFIED = gettext_noop("satisfaction: took part"), gettext_noop("satisfaction: satisfied")
ROWS_OF_SHARE = {TOOK_PART: "rated", SATISFIED: "satisfied", COMPLETED: "completed"}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One figure: `total` and the value of each estate, in the order of the table's columns; None is no record.

    `is_part`: it is contained in the sum above it. `rows` names the single petitions behind a figure, of one `channel`
    or of all; `register` the list behind what stands in a register.
    """

    label: str
    unit: str
    total: Decimal | None
    values: tuple[Decimal | None, ...]
    is_part: bool = False
    places: int = 0
    rows: str = ""
    channel: str = ""
    register: str = ""
    figure: str = ""
    """The code of the figure whose rows can be opened; of a sum, those of its parts with + between."""

    def shown(self, value: Decimal) -> str:
        return number(value, places=self.places)


def lines(found: HalfYear) -> list[SheetLine]:
    """The figures in the order of the published table. What nothing is recorded for says so."""
    codes = [estate.code for estate in found.estates]
    managed = {estate.code: Decimal(1) for estate in found.managed}
    spaces = {code: Decimal(count) for code, count in found.spaces.items()}
    parked = {code: Decimal(count) for code, count in found.misparking.items()}
    planned, *of_works = _lines_of_works(found.works.rows, codes)
    rated = {code: (one.took_part, one.asked) for code, one in found.satisfaction.items()}
    satisfied = {code: (one.satisfied, one.took_part) for code, one in found.satisfaction.items()}
    return [
        replace(_line(PROJECTS, "个", managed, codes, len(managed)), register="estates"),
        planned,
        replace(_line(REGISTERED, "个", spaces, codes, len(spaces)), register="spaces"),
        *of_works,
        replace(_line(MISPARKING_LABEL, "辆次", parked, codes, len(parked)), figure=MISPARKING),
        *_requests(found.requests, codes),
        _shares(TOOK_PART, rated, codes),
        _shares(SATISFIED, satisfied, codes, places=1),
        *(_counted(one, codes) for one in found.counted),
    ]


def told_manners(found: HalfYear) -> str:
    """How the ratings were given, in a sentence; nothing where there are none."""
    parts = " · ".join(f"{manner.label} {count}" for manner, count in found.manners)
    return gettext("How petitions were rated, one by one: %(parts)s") % {"parts": parts} if parts else ""


def _counted(one: CountedFigure, codes: list[str]) -> SheetLine:
    """To half an hour, where it is one."""
    figure, values = one.figure, tuple(one.by_estate.get(code) for code in codes)
    places = int(any(value % 1 for value in (one.total, *one.by_estate.values())))
    return SheetLine(str(capfirst(figure.title)), figure.unit, one.total, values, places=places, figure=figure.code)


def _requests(received: Sequence[Received], codes: list[str]) -> Iterator[SheetLine]:
    """Visits, online letters and the leaders' mailbox: together, each, and the share that is completed."""
    counted = [one for one in received if one.channel in dict(CHANNELS)]
    yield replace(_line(PETITIONS, "件", _counts(counted), codes, len(counted)), rows="received")
    for channel, label in CHANNELS:
        some = [one for one in counted if one.channel == channel]
        line = _line(label, "件", _counts(some), codes, len(some))
        yield replace(line, is_part=True, rows="received", channel=channel.value)
    parts: dict[str, tuple[int, int]] = {}
    for one in counted:
        done, whole = parts.get(one.estate, (0, 0))
        parts[one.estate] = (done + one.completed, whole + one.count)
    yield replace(_shares(COMPLETED, parts, codes), is_part=True)


def _counts(received: Sequence[Received]) -> dict[str, Decimal]:
    counts: dict[str, Decimal] = {}
    for one in received:
        counts[one.estate] = counts.get(one.estate, Decimal(0)) + one.count
    return counts


def _shares(label: str, parts: Mapping[str, tuple[int, int]], codes: list[str], *, places: int = 2) -> SheetLine:
    """A line of per cents: each estate's own, and that of all together, which is no sum of them."""
    part, whole = (sum(some[place] for some in parts.values()) for place in (0, 1))
    values = tuple(share(*parts[code], places=places) if code in parts else None for code in codes)
    total, rows = share(part, whole, places=places), ROWS_OF_SHARE.get(label, "")
    return SheetLine(str(capfirst(gettext(label))), "%", total, values, places=places, rows=rows)


def _lines_of_works(rows: Sequence[FigureRow], codes: list[str]) -> Iterator[SheetLine]:
    shown = (row for row in rows if row.works or not row.figure.rare)
    for together, group in groupby(shown, key=lambda row: row.figure.together):
        parts = list(group)
        if together:
            sum_of = _line(together, parts[0].figure.unit, _sums(parts), codes, sum(row.works for row in parts))
            yield replace(sum_of, figure=AND.join(row.figure.code for row in parts))
        for row in parts:
            line = _line(row.figure.label, row.figure.unit, row.by_estate, codes, row.works)
            yield replace(line, is_part=bool(together), figure=row.figure.code)


def _sums(rows: Sequence[FigureRow]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for row in rows:
        for estate, value in row.by_estate.items():
            sums[estate] = sums.get(estate, Decimal(0)) + value
    return sums


def cells(found: HalfYear) -> tuple[list[str], Iterator[Mapping[str, Any]]]:
    """Headings and rows: one column for each estate, with the estates' names."""
    figure, unit, total = map(gettext, HEADINGS)
    names = [estate.name for estate in found.estates]
    columns = [figure, unit, total, *names]

    def rows() -> Iterator[Mapping[str, Any]]:
        for line in lines(found):
            shown = gettext(NO_RECORD) if line.total is None else line.total
            label = gettext("of these: %(figure)s") % {"figure": line.label} if line.is_part else line.label
            yield {figure: label, unit: line.unit, total: shown} | dict(zip(names, line.values, strict=True))
        for left in found.works.uncounted:
            label = gettext("not counted: %(kind)s") % {"kind": left.kind}
            yield {figure: label, unit: left.unit, total: left.quantity} | dict.fromkeys(names)

    return columns, rows()


def _line(label: str, unit: str, by_estate: Mapping[str, Decimal], codes: list[str], records: int) -> SheetLine:
    values = tuple(by_estate.get(code) for code in codes)
    total = sum(by_estate.values(), Decimal(0)) if records else None
    return SheetLine(str(capfirst(gettext(label))), unit, total, values)

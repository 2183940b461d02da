"""Reports: tables that modules offer under a name, for the command line and for the web.

A module declares its reports in its manifest's slot `reports`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month, Period
from property_ops.kernel.text import gettext_noop

Rows = Callable[[Month, Sequence[str]], Iterator[Mapping[str, Any]]]
RowsOfDays = Callable[[Period, Sequence[str]], Iterator[Mapping[str, Any]]]


class OwnFormat(Protocol):
    """Writes a report in a format that only this report has, into a file or folder. Returns how many it wrote."""

    def __call__(self, *, period: Period, estates: Sequence[str], out: Path, by: User) -> int: ...


class UnknownReport(BusinessError):
    code = "unknown_report"
    message = gettext_noop("There is no report “%(name)s”. Known are: %(known)s.")


@dataclass(frozen=True, slots=True)
class Report:
    """`rows` yields, for a month and estate codes (all for none), one mapping per row with exactly `columns`."""

    name: str
    title: str  # a msgid
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class DaysReport:
    """As a Report, for any days. `formats` are those it has beside the tables, by name."""

    name: str
    title: str  # a msgid
    columns: tuple[str, ...]
    rows: RowsOfDays
    formats: Mapping[str, OwnFormat] = field(default_factory=dict)


def report_named(name: str) -> Report | DaysReport:
    """Raises UnknownReport."""
    reports: dict[str, Report | DaysReport] = {report.name: report for report in plugged_into("reports")}
    if name not in reports:
        raise UnknownReport(name=name, known=", ".join(sorted(reports)))
    return reports[name]

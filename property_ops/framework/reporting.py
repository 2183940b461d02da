"""Reports: tables that modules offer under a name, for the command line and for the web.

A module declares its reports in its manifest's slot `reports`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from property_ops.framework.slots import plugged_into
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

Rows = Callable[[Month, Sequence[str]], Iterator[Mapping[str, Any]]]


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


def report_named(name: str) -> Report:
    """Raises UnknownReport."""
    reports: dict[str, Report] = {report.name: report for report in plugged_into("reports")}
    if name not in reports:
        raise UnknownReport(name=name, known=", ".join(sorted(reports)))
    return reports[name]

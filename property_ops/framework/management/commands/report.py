import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from property_ops.framework import audit
from property_ops.framework.drafts import arriving_file
from property_ops.framework.exporting import WRITERS
from property_ops.framework.reporting import DaysReport, OwnFormat, report_named
from property_ops.framework.slots import plugged_into
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Theme,
    add_estates,
    add_user,
    day_written,
    gettext,
    gettext_lazy,
)
from property_ops.kernel.period import Month, Period


class Command(ProductCommand):
    help = gettext_lazy("Write a table for other programs: of a month, or of any days.")
    theme = Theme.DATA

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help=_names())
        parser.add_argument("--month", metavar="YYYY-MM", help=gettext("the month, such as 2022-06"))
        parser.add_argument(
            "--from", dest="first", type=day_written, metavar="DAY", help=gettext("the first day, such as 2022-01-01")
        )
        parser.add_argument(
            "--to", dest="last", type=day_written, metavar="DAY", help=gettext("the last day, such as 2022-12-31")
        )
        parser.add_argument("--format", default="csv", help=gettext("csv if not given; json, xlsx, or its own"))
        parser.add_argument("--out", type=Path, metavar="FILE", help=gettext("write into this file, not to the screen"))
        add_estates(parser)
        add_user(parser, gettext("who asks for it; the system if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        report = report_named(options["name"])
        own = report.formats.get(options["format"]) if isinstance(report, DaysReport) else None
        if own:
            self._write_own(own, options)
            return
        if options["format"] not in WRITERS:
            formats = sorted([*WRITERS, *(report.formats if isinstance(report, DaysReport) else ())])
            raise CommandError(gettext("Known formats are: %(formats)s.") % {"formats": ", ".join(formats)})
        rows: Any = (
            report.rows(_days(options), options["estates"])
            if isinstance(report, DaysReport)
            else report.rows(_month(options), options["estates"])
        )
        asked = {name: str(options[name]) for name in ("month", "first", "last") if options[name]}
        audit.record(by=self.actor(options), action="people.exported", subject=report.name, asked=asked)
        with _closed_afterwards(rows) as found:
            self._write(report, WRITERS[options["format"]], found, options)

    def _write_own(self, own: OwnFormat, options: dict[str, Any]) -> None:
        if options["out"] is None:
            raise CommandError(gettext("Say where to write it: --out FILE"))
        by = self.actor(options)
        count = own(period=_days(options), estates=options["estates"], out=options["out"], by=by)
        self.say(gettext("%(count)s in %(file)s") % {"count": f"{count:,}", "file": options["out"]})

    def _write(self, report: Any, write: Any, rows: Any, options: dict[str, Any]) -> None:
        binary = options["format"] == "xlsx"
        if options["out"] is None:
            write(report.columns, rows, self._bytes_out() if binary else self._text_out())
            return
        how: dict[str, Any] = {"mode": "wb"} if binary else {"mode": "w", "encoding": "utf-8", "newline": ""}
        with arriving_file(options["out"], **how) as file:
            count = write(report.columns, rows, file)
        self.say(gettext("%(rows)s rows in %(file)s") % {"rows": f"{count:,}", "file": options["out"]})

    def _text_out(self) -> IO[str]:
        stream: Any = getattr(self.stdout, "_out", self.stdout)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="")
        return cast(IO[str], stream)

    def _bytes_out(self) -> IO[bytes]:
        stream = getattr(self.stdout, "_out", self.stdout)
        if stream is not sys.stdout or stream.isatty() or not hasattr(stream, "buffer"):
            raise CommandError(gettext("An Excel file cannot be shown here. Say where to write it: --out FILE"))
        return stream.buffer


def _names() -> str:
    return ", ".join(sorted(f"{report.name} ({gettext(report.title)})" for report in plugged_into("reports")))


def _month(options: dict[str, Any]) -> Month:
    if options["month"] is None:
        raise CommandError(gettext("This report is of one month: --month YYYY-MM"))
    return Month.parse(options["month"])


def _days(options: dict[str, Any]) -> Period:
    """From --from and --to, the last day included, or of --month."""
    if options["month"] is not None:
        return Month.parse(options["month"]).period
    if options["first"] is None or options["last"] is None:
        raise CommandError(gettext("Say of which days: --from DAY --to DAY, or --month YYYY-MM"))
    first, last = options["first"], options["last"]
    if last < first:
        raise CommandError(gettext("The last day lies before the first."))
    return Period.since(first, last)


@contextmanager
def _closed_afterwards(rows: Any) -> Iterator[Any]:
    """Ends the reading of rows that nobody wants any more (`| head`) while the database is still open."""
    try:
        yield rows
    finally:
        if hasattr(rows, "close"):
            rows.close()

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from property_ops.framework.exporting import WRITERS
from property_ops.framework.reporting import report_named
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    add_estates,
    gettext,
    gettext_lazy,
)
from property_ops.kernel.period import Month


class Command(ProductCommand):
    help = gettext_lazy("Write a table of a month for other programs: charges (every charge line), held (what waits).")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help=gettext("charges or held"))
        parser.add_argument("--month", required=True, metavar="YYYY-MM", help=gettext("the month, such as 2022-06"))
        parser.add_argument("--format", choices=sorted(WRITERS), default="csv", help=gettext("csv if not given"))
        parser.add_argument("--out", type=Path, metavar="FILE", help=gettext("write into this file, not to the screen"))
        add_estates(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        report, write = report_named(options["name"]), WRITERS[options["format"]]
        with _closed_afterwards(report.rows(Month.parse(options["month"]), options["estates"])) as rows:
            self._write(report, write, rows, options)

    def _write(self, report: Any, write: Any, rows: Any, options: dict[str, Any]) -> None:
        binary = options["format"] == "xlsx"
        if options["out"] is None:
            write(report.columns, rows, self._bytes_out() if binary else self._text_out())
            return
        with _complete_or_absent(options["out"], binary) as file:
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


@contextmanager
def _closed_afterwards(rows: Any) -> Iterator[Any]:
    """Ends the reading of rows that nobody wants any more (`| head`) while the database is still open."""
    try:
        yield rows
    finally:
        if hasattr(rows, "close"):
            rows.close()


@contextmanager
def _complete_or_absent(path: Path, binary: bool) -> Iterator[IO[Any]]:
    """A file that gets its name once it is whole; a file that was there before stays until then."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") if binary else draft.open("w", encoding="utf-8", newline="") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise CommandError(
            gettext("%(file)s cannot be written: %(reason)s.") % {"file": path, "reason": error.strerror}
        ) from error
    finally:
        draft.unlink(missing_ok=True)

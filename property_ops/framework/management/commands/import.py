from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone
from rich.table import Column

from property_ops.framework.importing import ImportProblem, ImportReport, Level, SheetReport, import_files
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    day_written,
    gettext,
    gettext_lazy,
    ngettext,
    number,
)

STYLES = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: ""}


class Command(ProductCommand):
    help = gettext_lazy("Import workbooks of the office, or folders of them. All or nothing per file; safe to repeat.")
    theme = Theme.DATA

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help=gettext("a workbook, or a folder of them")
        )
        parser.add_argument("--dry-run", action="store_true", help=gettext("show what would happen; store nothing"))
        parser.add_argument(
            "--as-of",
            type=day_written,
            metavar="YYYY-MM-DD",
            help=gettext("the day from which changed owners, tenants and occupancies count; today if not given"),
        )
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="QUESTION=ANSWER",
            help=gettext("what an import asked, such as rooms=same"),
        )
        add_user(parser, gettext("who imports; the system's account if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        with self.progress(gettext("Importing"), stores_from=1.0 if options["dry_run"] else 0.5) as progress:
            report = import_files(
                paths=options["paths"],
                by=self.actor(options),
                dry_run=options["dry_run"],
                as_of=options["as_of"] or timezone.localdate(),
                progress=progress,
                answers=dict(said.partition("=")[::2] for said in options["answer"]),
            )
        self._show(report, quiet=options["verbosity"] == 0)
        failed = [file.file for file in report.files if file.has_errors]
        if failed:
            raise CommandError(
                ngettext(
                    "%(count)s file has errors, and nothing of it was stored: %(files)s.",
                    "%(count)s files have errors, and nothing of them was stored: %(files)s.",
                    len(failed),
                )
                % {"count": len(failed), "files": "、".join(failed)}
            )

    def _show(self, report: ImportReport, *, quiet: bool) -> None:
        columns: list[Column | str] = [
            gettext("File"),
            gettext("Sheet"),
            gettext("Recognised as"),
            number(gettext("Rows read")),
            number(gettext("Created")),
            number(gettext("Changed")),
            number(gettext("Unchanged")),
            number(gettext("Skipped")),
            number(gettext("Waits")),
            number(gettext("Problems")),
        ]
        if not quiet:
            self.show_table(columns, _sheet_rows(report))
        for level in (Level.ERROR, Level.WARNING, Level.INFO):
            if not quiet or level is Level.ERROR:
                self._show_problems(problem for problem in report.problems() if problem.level is level)
        if report.waiting:
            words = ngettext(
                "%(count)s row waits for another person, and nothing is charged by it before.",
                "%(count)s rows wait for another person, and nothing is charged by them before.",
                report.waiting,
            )
            self.say(words % {"count": f"{report.waiting:,}"}, style="bold")
            if not report.dry_run:
                self.say(gettext("Next step, as another person: property-ops approve --by USER"), style="bold")
        if report.dry_run and not quiet:
            self.say(gettext("Dry run: nothing was stored."), style="bold")

    def _show_problems(self, problems: Iterable[ImportProblem]) -> None:
        for problem in problems:
            value = f" 「{problem.value}」" if problem.value else ""
            text = f"{problem.level_name}  {_place(problem)}{value}  {problem.message} {problem.advice}"
            self.say(text.rstrip(), style=STYLES[problem.level])


def _sheet_rows(report: ImportReport) -> Iterator[tuple[object, ...]]:
    for file in report.files:
        for sheet in file.sheets:
            yield file.file, sheet.sheet, gettext(sheet.kind) if sheet.kind else "–", *_counts(sheet)
        if not file.sheets:
            yield file.file, "–", "–", 0, 0, 0, 0, 0, 0, len(file.problems)


def _counts(sheet: SheetReport) -> tuple[int, ...]:
    wanting = sum(problem.level is not Level.INFO for problem in sheet.problems)
    return sheet.rows_read, sheet.created, sheet.changed, sheet.unchanged, sheet.skipped, sheet.waiting, wanting


def _place(problem: ImportProblem) -> str:
    parts = [problem.file]
    if problem.sheet:
        parts.append(problem.sheet)
    if problem.row is not None:
        parts.append(gettext("row %(row)s") % {"row": problem.row})
    if problem.column:
        parts.append(problem.column)
    return " · ".join(parts)

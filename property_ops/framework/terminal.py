"""The terminal: commands whose output is a table, whose work shows a bar, and whose errors are one sentence."""

import os
import sqlite3
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from property_ops.framework import audit, clock, identity
from property_ops.framework.ending import INTERRUPTED, Stage, sentence_of
from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import NotADay, parse_day
from property_ops.kernel.text import gettext_noop

Report = Callable[[int, int, str], None]
"""What services tell of their progress: steps done, steps in all, the name of the step."""

WIDTH_OF_A_FILE = 200


def number(header: str) -> Column:
    """A column of figures."""
    return Column(header, justify="right", no_wrap=True)


class Theme:
    """The headings under which `property-ops --help` lists commands; a module may bring one of its own, any text."""

    START = gettext_lazy("Set up and try")
    DATA = gettext_lazy("Data in and out")
    MONTH = gettext_lazy("The month")
    BOOKS = gettext_lazy("Tariffs, taxes, books")
    PROOF = gettext_lazy("Shown and proven")
    OTHER_SYSTEMS = gettext_lazy("Other systems")
    OTHER = gettext_lazy("Further commands")
    IN_ORDER = (START, DATA, MONTH, BOOKS, PROOF, OTHER_SYSTEMS, OTHER)


class ProductCommand(BaseCommand):
    """A command of the product: thin, it parses, calls services and prints. Exit code 0 only on success.

    Errors of the business and of the database's absence become one sentence and exit code 1.
    """

    help: Any = ""  # a lazy translation; its first sentence stands in the list of commands
    theme: Any = Theme.OTHER
    _who: User | None = None
    requires_system_checks: list[str] = []  # they are the developer's: `make migrations`
    suppressed_base_arguments = {
        "--version",
        "--settings",
        "--pythonpath",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stages: list[Stage] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        self.help = str(self.help)
        return super().create_parser(prog_name, subcommand, **kwargs)

    @property
    def name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def person(self, options: Mapping[str, Any]) -> User:
        """Who acts, proven by a password or a personal token: for all that approves or decides (framework/identity)."""
        return self._proven(identity.person, options)

    def actor(self, options: Mapping[str, Any]) -> User:
        """The same, or the system's own account where nobody is named: for what prepares, and decides nothing."""
        return self._proven(identity.actor, options)

    def _proven(self, ask: Callable[[str, Any], User], options: Mapping[str, Any]) -> User:
        """Asked once, however many steps the command takes. What it does bears a day: the clock is looked at here."""
        if self._who is None:
            who = ask(self.name, options["by"])
            self._ask_about_day(who, options)
            self._who = who
        return self._who

    def _ask_about_day(self, who: User, options: Mapping[str, Any]) -> None:
        """Raises ClockSetBack where the day was not confirmed."""
        if options.get(clock.FIELD):
            clock.confirm_day(by=who)
        elif doubt := clock.doubt_about_today():
            raise doubt

    def execute(self, *args: Any, **options: Any) -> str | None:
        self._who = None
        try:
            with audit.through(via=gettext_noop("command line"), operating_user=identity.operating_user()):
                return super().execute(*args, **options)
        except BusinessError as error:
            raise CommandError(error.sentence(gettext)) from error
        except (DatabaseError, sqlite3.Error, psycopg.Error, OSError, KeyboardInterrupt) as error:
            sentence = sentence_of(error, self.stages, into=str(options.get("out") or ""))
            if sentence is None or isinstance(error, BrokenPipeError):
                raise
            code = INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
            raise CommandError(sentence, returncode=code) from error

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django's, but an error is its sentence alone, and a reader who leaves early (`| head`) is no error."""
        self._called_from_command_line = True
        parser = self.create_parser(argv[0], argv[1])
        options = vars(parser.parse_args(argv[2:]))
        try:
            self.execute(*options.pop("args", ()), **options)
        except CommandError as error:
            if options["traceback"]:
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        finally:
            with suppress(ImproperlyConfigured):
                connections.close_all()

    @property
    def console(self) -> Console:
        """The command's standard output; as wide as the window, or wide enough for a file."""
        return console_on(self.stdout)

    def say(self, text: str, style: str = "") -> None:
        self.console.print(text, style=style or None, markup=False, highlight=False, soft_wrap=True)

    def show_table(self, columns: Iterable[Column | str], rows: Iterable[Iterable[object]], *, title: str = "") -> None:
        """Print a table, its title above it; nothing if it has no row."""
        table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(*(str(cell) for cell in row))
        if table.row_count:
            if title:
                self.say(title, style="bold")
            self.console.print(table, markup=False, highlight=False)

    @contextmanager
    def progress(self, title: str, *, stores_from: float = 0.0) -> Iterator[Report]:
        """A bar on the standard error of a person's terminal; and a stage, for the case that it is broken off."""
        stage = Stage(title, stores_from)
        self.stages.append(stage)
        watcher = console_on(self.stderr)
        if not watcher.is_terminal:
            yield stage.report
            return
        title_column = TextColumn("{task.description}", markup=False)
        with Progress(
            title_column, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=watcher, transient=True
        ) as bars:
            bar = bars.add_task(title, total=None)

            def report(done: int, total: int, label: str) -> None:
                stage.report(done, total, label)
                bars.update(bar, completed=done, total=total, description=f"{title} {label}".strip())

            yield report


def console_on(stream: Any) -> Console:
    """A console on the stream: as wide as the window, or wide enough for a file."""
    file = getattr(stream, "_out", stream)  # rich ends its lines itself, Django's wrapper would add more
    watched = bool(getattr(file, "isatty", lambda: False)())
    width = None if watched or os.environ.get("COLUMNS") else WIDTH_OF_A_FILE
    return Console(file=file, width=width, emoji=False, soft_wrap=not watched)


def add_month(parser: CommandParser) -> None:
    parser.add_argument("month", help=gettext("the month, such as 2022-06"), metavar="YYYY-MM")


def add_estates(parser: CommandParser) -> None:
    parser.add_argument(
        "--estate",
        action="append",
        default=[],
        dest="estates",
        metavar="CODE",
        help=gettext("only this estate; may be given several times"),
    )


def add_user(parser: CommandParser, explanation: str) -> None:
    """Who acts, and that the day on which it is done is right (framework/clock)."""
    parser.add_argument("--by", metavar="USER", help=explanation)
    parser.add_argument(
        "--confirm-day",
        action="store_true",
        help=gettext("the day is right, though something was recorded on a later one already"),
    )


def day_written(written: str) -> date:
    """A day in an option, from 1900 to 2999."""
    try:
        return parse_day(written)
    except NotADay as error:
        raise ArgumentTypeError(error.sentence(gettext)) from None


def day_not_to_come(written: str) -> date:
    """A day in an option: today or earlier."""
    day = day_written(written)
    if day > timezone.localdate():
        raise ArgumentTypeError(gettext("%(value)s is still to come.") % {"value": written})
    return day


__all__ = [
    "CommandError",
    "CommandParser",
    "ProductCommand",
    "Report",
    "Theme",
    "add_estates",
    "add_month",
    "add_user",
    "console_on",
    "day_not_to_come",
    "day_written",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "number",
]

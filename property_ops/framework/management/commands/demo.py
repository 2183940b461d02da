import os
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from property_ops.framework.accounts import user_named
from property_ops.framework.demonstration import LOGIN_FILE, demo_files, is_done, login, remember
from property_ops.framework.importing.approving import waiting_batches
from property_ops.framework.reporting import report_named
from property_ops.framework.serving.site import check_port
from property_ops.framework.shipped_data import load
from property_ops.framework.slots import plugged_into
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, gettext, gettext_lazy
from property_ops.kernel.period import Month

MONTHS = [f"2022-{number:02d}" for number in range(1, 7)]
"""The half-year of the office's papers."""
BEFORE = "2021-12"
"""The month with whose end the books are taken over."""
CLOSED = MONTHS[:2]
"""Those that the demonstration closes: the rest is for whoever tries it."""
DAY_OF_ISSUE = 5
STORY = "story"
"""The step from the papers to issued bills."""


class Command(ProductCommand):
    help = gettext_lazy("The office's half-year from its workbooks to statements, with invented staff. Safe to repeat.")
    theme = Theme.START

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--serve", action="store_true", help=gettext("serve the site afterwards, until Ctrl-C"))
        parser.add_argument("--port", type=int, default=8000, help=gettext("the port; 8000 if not given"))
        parser.add_argument("--host", default="127.0.0.1", help=gettext("the address to listen on"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["serve"]:
            check_port(options["host"], options["port"])
        self._call("init", administrator=False)
        people = login()
        if not is_done(STORY):
            self._tell_story()
            remember(STORY)
        self._write_missing_statements()
        self._show_held()
        self._call("verify")
        self._show_login(people)
        if options["serve"]:
            self._call("serve", host=options["host"], port=options["port"])

    def _tell_story(self) -> None:
        """Every step is safe to repeat: a demonstration that was interrupted goes on where it stopped."""
        for path in demo_files():
            if path.suffix == ".toml":
                load(path)
            else:
                self._call("import", str(path))
        if waiting_batches():
            self._call("approve", by="reviewer")
        self._call("opening", by="reviewer", approve=True)
        self._call("close", BEFORE, by="accountant", verbosity=0)
        for step in plugged_into("demo_deliveries"):
            step(self._call)
        for month in MONTHS:
            self._call("charge", month, by="accountant", verbosity=0)
            self._call("bill", month, by="accountant", verbosity=0)
            self._call("bill", month, by="reviewer", approve=True, verbosity=0)
            self._call("bill", month, by="accountant", issue=True, on=_issued_on(month), verbosity=0)
            self._call("costs", month, by="accountant", on=_issued_on(month), verbosity=0)
            self._call("costs", month, by="reviewer", approve=True, on=_issued_on(month), verbosity=0)
            self._call("tax", "post", month, by="accountant", verbosity=0)
            self._call("seal", on=_issued_on(month), by="accountant", verbosity=0)
            if month in CLOSED:
                self._call("close", month, by="accountant", verbosity=0)
        for step in plugged_into("demo_steps"):
            step(self._call)

    def _write_missing_statements(self) -> None:
        """Months side by side, a process for each processor: they share nothing but the database."""
        missing = [month for month in MONTHS if not (_folder(month).exists() and is_done(f"statements {month}"))]
        connections.close_all()  # none is open in two processes
        with _processes() as processes:
            written = processes.map(_write_statements, missing)
            with self.progress(gettext("Statements")) as progress:
                for number, month in enumerate(written, start=1):
                    remember(f"statements {month}")
                    progress(number, len(missing), month)

    def _show_held(self) -> None:
        report: Any = report_named("held")
        rows = [row for month in MONTHS for row in report.rows(Month.parse(month), ())]
        self.show_table(
            [gettext("Estate"), gettext("Month"), gettext("Held"), gettext("Why")],
            [(f"{row['estate_code']} {row['estate']}", row["month"], row["what"], row["why"]) for row in rows],
            title=gettext("Held: not charged yet"),
        )

    def _show_login(self, people: str) -> None:
        place = {"file": settings.DATA / LOGIN_FILE}
        self.say(gettext("Log in as one of these (user, password, name); also in %(file)s:") % place, style="bold")
        self.say(people.rstrip())
        self.say(gettext("Statements: %(folder)s") % {"folder": settings.DATA / "statements"})

    def _call(self, command: str, *arguments: str, **options: Any) -> None:
        """In the name of the demonstration's own staff, who are of this process (framework/identity)."""
        if "by" in options:
            options["by"] = user_named(options["by"])
        call_command(command, *arguments, stdout=self.stdout, stderr=self.stderr, **options)


def _processes() -> ProcessPoolExecutor:
    """Forked: the demonstration's staff are of this process and of what it becomes (framework/identity)."""
    return ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork"))


def _write_statements(month: str) -> str:
    by = user_named("accountant")
    call_command("statements", month, out=str(_folder(month)), merged=True, by=by, verbosity=0)
    return month


def _folder(month: str) -> Path:
    return Path(settings.DATA / "statements" / month)


def _issued_on(month: str) -> date:
    """Bills go out in the first days of the following month."""
    return Month.parse(month).end.replace(day=DAY_OF_ISSUE)

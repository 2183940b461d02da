from pathlib import Path
from typing import Any

from invoices.modules.statements.public import write_statements
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_estates,
    add_month,
    add_user,
    gettext,
    gettext_lazy,
)
from property_ops.kernel.period import Month


class Command(ProductCommand):
    help = gettext_lazy("Write the statements of a month's issued bills: one PDF per account. Safe to repeat.")
    theme = Theme.MONTH

    def add_arguments(self, parser: CommandParser) -> None:
        add_month(parser)
        add_estates(parser)
        parser.add_argument(
            "--out",
            metavar="FOLDER",
            help=gettext("the folder or .zip file to write into; not given: where PROPERTY_OPS_PAPERS keeps papers"),
        )
        parser.add_argument(
            "--merged", action="store_true", help=gettext("also one print-ready file per estate, in building order")
        )
        add_user(parser, gettext("who prints; the system itself if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        month = Month.parse(options["month"])
        with self.progress(gettext("Statements")) as progress:
            result = write_statements(
                month=month,
                out=Path(options["out"]) if options["out"] else None,
                merged=options["merged"],
                estate_codes=options["estates"],
                by=self.actor(options),
                progress=progress,
            )
        figures = {"month": month, "files": f"{result.files:,}", "pages": f"{result.pages:,}", "folder": result.place}
        self.say(gettext("%(month)s statements: %(files)s files, %(pages)s pages in %(folder)s") % figures)
        for name in result.merged if options["verbosity"] else ():
            self.say(gettext("For printing: %(file)s") % {"file": name})

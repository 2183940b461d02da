from pathlib import Path
from typing import Any

from django.utils import timezone

from property_ops.framework.importing.exporting import export_registers, exported_registers
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    day_written,
    gettext,
    gettext_lazy,
    number,
)


class Command(ProductCommand):
    help = gettext_lazy("Write registers as workbooks that import reads back without a difference.")
    theme = Theme.DATA

    def add_arguments(self, parser: CommandParser) -> None:
        known = ", ".join(exported_registers())
        parser.add_argument(
            "registers", nargs="*", metavar="REGISTER", help=gettext("all if not given: %(known)s") % {"known": known}
        )
        parser.add_argument(
            "--out", type=Path, required=True, metavar="FOLDER", help=gettext("the folder to write into")
        )
        parser.add_argument(
            "--as-of",
            type=day_written,
            metavar="YYYY-MM-DD",
            help=gettext("the day whose owners, tenants and occupancies are written; today if not given"),
        )
        add_user(parser, gettext("whose estates are written; all of them if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        made = export_registers(
            names=options["registers"],
            out=options["out"],
            by=self.actor(options),
            on=options["as_of"] or timezone.localdate(),
        )
        self.show_table(
            [gettext("Register"), gettext("File"), number(gettext("Rows"))],
            [(one.title, one.path.name, f"{one.rows:,}") for one in made],
        )

from typing import Any

from property_ops.framework.backups.databases import Database
from property_ops.framework.backups.moving import move
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, gettext, gettext_lazy


class Command(ProductCommand):
    help = gettext_lazy("Carry the installation into another database: from SQLite to PostgreSQL, or back.")
    theme = Theme.DATA

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            required=True,
            metavar="DATABASE_URL",
            help=gettext("the other database, empty: postgresql://user:password@host:5432/name, or sqlite:////path"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with self.progress(gettext("Move"), stores_from=1.0) as progress:
            moved = move(to=Database(options["to"]), progress=progress)
        self.say(moved.verified.rstrip())
        self.say(
            gettext("Moved to %(place)s: %(rows)s rows in %(tables)s tables, each the same as before.")
            % {"place": moved.target.words, "rows": f"{moved.rows:,}", "tables": len(moved.tables)},
            style="bold green",
        )
        self.say(gettext("Set DATABASE_URL to it before the site starts again. The old database stays as it is."))

from pathlib import Path
from typing import Any

from property_ops.framework.backups.databases import Database
from property_ops.framework.backups.restoring import restore
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, gettext, gettext_lazy


class Command(ProductCommand):
    help = gettext_lazy("Put a backup into an empty folder and database, and verify it.")
    theme = Theme.DATA

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=gettext("what “backup” wrote"))
        parser.add_argument(
            "--into",
            type=Path,
            required=True,
            metavar="FOLDER",
            help=gettext("the new data folder; empty, or not there"),
        )
        parser.add_argument(
            "--database",
            metavar="URL",
            help=gettext("an empty PostgreSQL database; if not given, the database is a file in the folder"),
        )
        parser.add_argument("--keys", type=Path, metavar="FILE", help=gettext("the key, if it was kept apart"))

    def handle(self, *args: Any, **options: Any) -> None:
        database = Database(options["database"]) if options["database"] else None
        with self.progress(gettext("Restore"), stores_from=1.0) as progress:
            done = restore(
                file=options["file"], into=options["into"], database=database, keys=options["keys"], progress=progress
            )
        self.say(done.verified.rstrip())
        if done.was_older:
            self.say(gettext("The backup was of an older version; the copy is up to date."))
        self.say(
            gettext("Restored: %(folder)s (%(count)s files)") % {"folder": done.folder, "count": f"{done.files:,}"},
            style="bold green",
        )
        self.say(gettext("To work with it: PROPERTY_OPS_DATA=%(folder)s") % {"folder": done.folder})
        if database:
            self.say(gettext("and DATABASE_URL for %(place)s") % {"place": done.database.words})

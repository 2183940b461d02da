from pathlib import Path
from typing import Any

from django.conf import settings

from property_ops.framework.backups.making import make_backup
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Theme,
    gettext,
    gettext_lazy,
    ngettext,
)


class Command(ProductCommand):
    help = gettext_lazy("Write a backup: database, pictures, papers, keys in one file. The site may run.")
    theme = Theme.DATA

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--out",
            type=Path,
            default=settings.BACKUPS or None,
            metavar="PLACE",
            help=gettext("the file, or a folder in which it is named by the time; PROPERTY_OPS_BACKUPS if not given"),
        )
        parser.add_argument(
            "--keys-apart",
            type=Path,
            metavar="FILE",
            help=gettext("write the secret key into this file, not into the backup"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["out"] is None:
            raise CommandError(gettext("Say where to write it: --out FILE"))
        with self.progress(gettext("Backup"), stores_from=1.0) as progress:
            made = make_backup(out=options["out"], keys_apart=options["keys_apart"], progress=progress)
        self.say(
            gettext("Backup: %(file)s (%(size)s MB, %(count)s files)")
            % {"file": made.path, "size": f"{made.size / 1e6:,.1f}", "count": f"{made.files:,}"}
        )
        if options["keys_apart"]:
            self.say(gettext("The key is apart, in %(file)s.") % {"file": options["keys_apart"]})
        if made.missing_pictures:
            self.say(
                ngettext(
                    "%(count)s picture that the database names is missing from the data folder; verify says which.",
                    "%(count)s pictures that the database names are missing from the data folder; verify says which.",
                    made.missing_pictures,
                )
                % {"count": made.missing_pictures},
                style="bold red",
            )

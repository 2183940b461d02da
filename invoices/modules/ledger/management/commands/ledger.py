from pathlib import Path
from typing import Any

from invoices.modules.ledger.public import export_ledger, export_verifier
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    gettext,
    gettext_lazy,
)


class Command(ProductCommand):
    help = gettext_lazy("Export the ledger in one file, and the program that verifies it anywhere.")
    theme = Theme.BOOKS

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        export = actions.add_parser("export", help=gettext("write all entries, legs and digests as JSON lines"))
        export.add_argument("--out", type=Path, required=True, metavar="FILE", help=gettext("the file to write"))
        add_user(export, gettext("who asks for it; the system if not given"))
        verifier = actions.add_parser("verifier", help=gettext("write the stand-alone verifier of such a file"))
        verifier.add_argument("--out", type=Path, required=True, metavar="FILE", help=gettext("the file to write"))

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if options["action"] == "export":
            entries = export_ledger(out=out, by=self.actor(options))
            self.say(gettext("%(count)s entries in %(file)s") % {"count": f"{entries:,}", "file": out})
        else:
            export_verifier(out=out)
            self.say(gettext("Verify with: python3 %(file)s LEDGER.jsonl") % {"file": out})

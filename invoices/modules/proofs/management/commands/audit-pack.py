from pathlib import Path
from typing import Any

from invoices.modules.proofs.public import write_audit_pack
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    gettext,
    gettext_lazy,
)


class Command(ProductCommand):
    help = gettext_lazy(
        "Write a quarter's folder for auditors: ledger, seals, posters, both verifiers. "
        "A read-me in Chinese says how to check it in five minutes, without the product."
    )
    theme = Theme.PROOF

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quarter", help=gettext("the quarter, such as 2022-Q2"), metavar="YYYY-Qn")
        parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=gettext("the folder to write"))
        add_user(parser, gettext("who asks for it; the system if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        count = write_audit_pack(period=options["quarter"].upper(), out=out, by=self.actor(options))
        words = gettext("%(count)s disclosures with ledger, seals and both verifiers in %(folder)s")
        self.say(words % {"count": count, "folder": out})

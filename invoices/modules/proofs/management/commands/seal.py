from typing import Any

from django.utils import timezone

from invoices.modules.proofs.public import public_key, seal_day, send_seals
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    day_not_to_come,
    gettext,
    gettext_lazy,
)


class Command(ProductCommand):
    help = gettext_lazy(
        "Seal the day's records: their heads, signed, into the file of seals. For every evening; safe to repeat."
    )
    theme = Theme.PROOF

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on", type=day_not_to_come, metavar="DAY", help=gettext("the day it is for; today if not given")
        )
        parser.add_argument("--public-key", action="store_true", help=gettext("only print the public key"))
        add_user(parser, gettext("who asks for it; the system if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["public_key"]:
            self.say(public_key())
            return
        now = timezone.now()
        made = seal_day(day=options["on"] or timezone.localdate(now), by=self.actor(options), now=now)
        sent = send_seals(now=now)
        for one in sent:
            if one.failure:
                said = gettext(
                    "To %(place)s the seals did not arrive: %(why)s. They are sent again while the site runs."
                )
                self.stderr.write(said % {"place": one.place, "why": one.failure})
        if not options["verbosity"]:
            return
        if made is None:
            self.say(gettext("Nothing was recorded since the last seal."))
        else:
            words = gettext("Seal %(number)s, %(entries)s entries: %(head)s")
            self.say(words % {"number": made.number, "entries": f"{made.size:,}", "head": made.head})

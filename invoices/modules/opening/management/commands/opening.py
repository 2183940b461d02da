from typing import Any

from django.utils import timezone

from invoices.modules.opening.public import Opening, approve_opening
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, add_user, gettext, gettext_lazy


class Command(ProductCommand):
    help = gettext_lazy("Opening balances that wait for another person. Shows them; with --approve takes them over.")
    theme = Theme.START

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--approve", action="store_true", help=gettext("take them over; needs --by"))
        add_user(parser, gettext("who approves; not who prepared them"))

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = list(Opening.objects.filter(Opening.WAITS).order_by("day", "pk"))
        if not options["approve"]:
            for opening in waiting:
                self.say(f"{opening.day} {gettext(opening.get_kind_display())} {opening.reference}")
            return
        by, now = self.person(options), timezone.now()
        for opening in waiting:
            taken = approve_opening(opening_id=opening.pk, by=by, now=now)
            words = {"number": taken.number, "day": taken.day, "paper": taken.reference}
            self.say(gettext("Taken over: %(number)s, balances of %(day)s, %(paper)s") % words)

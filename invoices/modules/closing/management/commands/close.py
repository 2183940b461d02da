from typing import Any

from django.utils import timezone

from invoices.modules.closing.public import CheckState, Depth, Point, acknowledge, checklist, close
from invoices.modules.ledger.public import is_closed
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Theme,
    add_month,
    add_user,
    gettext,
    gettext_lazy,
)
from property_ops.kernel.period import Month

MARKS = {CheckState.DONE: "✓", CheckState.OPEN: "✗", CheckState.LATER: "…"}


class Command(ProductCommand):
    help = gettext_lazy(
        "Go through the checklist of a month, and close it. Nothing is posted into it from then on. Safe to repeat."
    )
    theme = Theme.MONTH

    def add_arguments(self, parser: CommandParser) -> None:
        add_month(parser)
        parser.add_argument("--check", action="store_true", help=gettext("only show the checklist"))
        parser.add_argument(
            "--acknowledge", metavar="REASON", default="", help=gettext("why what is held may be left; needs --by")
        )
        add_user(parser, gettext("who closes: the system itself if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        month, now = Month.parse(options["month"]), timezone.now()
        if options["acknowledge"]:
            acknowledge(month=month, reason=options["acknowledge"], by=self.person(options), now=now)
        if is_closed(month) and not options["check"]:
            self.say(gettext("%(month)s is closed already.") % {"month": month})
            return
        points = checklist(month, today=timezone.localdate(now), depth=Depth.WHOLE)
        for point in points if options["verbosity"] else ():
            self.say(line_of(point), style="" if point.state == CheckState.DONE else "bold")
        if options["check"]:
            self._refuse(month, points)
            return
        close(month=month, by=self.actor(options), now=now, today=timezone.localdate(now))
        self.say(gettext("%(month)s is closed.") % {"month": month}, style="bold")

    def _refuse(self, month: Month, points: list[Point]) -> None:
        left = sum(point.is_open for point in points)
        if left:
            words = gettext("%(month)s cannot be closed yet: %(count)s points of the checklist are open.")
            raise CommandError(words % {"month": month, "count": left})


def line_of(point: Point) -> str:
    return f"{MARKS[point.state]} {gettext(point.title)}: {gettext(point.says) % point.facts}"

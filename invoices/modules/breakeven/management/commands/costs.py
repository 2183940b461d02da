from typing import Any

from django.utils import timezone

from invoices.modules.breakeven.public import approve_vouchers, post_work_costs, waiting_vouchers
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_estates,
    add_month,
    add_user,
    day_not_to_come,
    gettext,
    gettext_lazy,
)
from property_ops.kernel.period import Month


class Command(ProductCommand):
    help = gettext_lazy(
        "Post the costs of the works accepted in a month. With --approve: approve the cost vouchers of the month "
        "that wait. Safe to repeat."
    )
    theme = Theme.MONTH

    def add_arguments(self, parser: CommandParser) -> None:
        add_month(parser)
        add_estates(parser)
        parser.add_argument("--approve", action="store_true", help=gettext("approve cost vouchers; needs --by"))
        parser.add_argument(
            "--on", type=day_not_to_come, metavar="DAY", help=gettext("the day of posting; today if not given")
        )
        add_user(parser, gettext("who approves or posts; for posting the system itself if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        month = Month.parse(options["month"])
        if options["approve"]:
            self._approve(month, options)
        else:
            self._post_works(month, options)

    def _post_works(self, month: Month, options: dict[str, Any]) -> None:
        today = options["on"] or timezone.localdate()
        posted = post_work_costs(month=month, by=self.actor(options), today=today, estate_codes=options["estates"])
        figures = {"month": month, "works": posted.works, "cost": posted.cost.grouped()}
        if options["verbosity"]:
            self.say(gettext("%(month)s posted: costs of %(works)s works, %(cost)s yuan") % figures)

    def _approve(self, month: Month, options: dict[str, Any]) -> None:
        waiting = waiting_vouchers(month)
        if options["estates"]:
            waiting = waiting.filter(estate__code__in=options["estates"])
        by = self.person(options)
        ids = list(waiting.values_list("pk", flat=True))
        now = timezone.now()
        today = options["on"] or timezone.localdate(now)
        count = approve_vouchers(ids=ids, by=by, now=now, today=today) if ids else 0
        if options["verbosity"]:
            self.say(gettext("%(month)s approved: %(vouchers)s cost vouchers") % {"month": month, "vouchers": count})

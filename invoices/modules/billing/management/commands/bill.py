from typing import Any

from django.utils import timezone

from invoices.modules.billing.public import EstateBills, approve_bills, draft_bills, issue_bills
from property_ops.framework.accounts import system_user
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Report,
    Theme,
    add_estates,
    add_month,
    add_user,
    day_not_to_come,
    gettext,
    gettext_lazy,
    number,
)
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

UNPRINTABLE = gettext_noop(
    "These bills wait, because no font has a sign in them: %(bills)s. Correct the register, send them back, and draft "
    "them again."
)


class Command(ProductCommand):
    help = gettext_lazy(
        "Draft, approve and issue the bills of a charged month. Another person approves (--approve) than drafted; "
        "--issue numbers, freezes and posts them. Safe to repeat."
    )
    theme = Theme.MONTH

    def add_arguments(self, parser: CommandParser) -> None:
        add_month(parser)
        add_estates(parser)
        parser.add_argument("--approve", action="store_true", help=gettext("approve the drafts; needs --by"))
        parser.add_argument("--issue", action="store_true", help=gettext("issue the approved bills"))
        parser.add_argument(
            "--on",
            type=day_not_to_come,
            metavar="YYYY-MM-DD",
            help=gettext("the day of issue; today if not given"),
        )
        add_user(
            parser,
            gettext("who approves; or else who drafts or issues: the system itself if not given"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for step in self._steps(options):
            step(options)

    def _steps(self, options: dict[str, Any]) -> list[Any]:
        steps = [step for name, step in (("approve", self._approve), ("issue", self._issue)) if options[name]]
        return steps or [self._draft]

    def _draft(self, options: dict[str, Any]) -> None:
        with self.progress(gettext("Drafting")) as progress:
            results = draft_bills(by=self.actor(options), now=timezone.now(), **self._scope(options, progress))
        self._show(results, options, gettext("drafted"), gettext("approved or issued already"))

    def _approve(self, options: dict[str, Any]) -> None:
        with self.progress(gettext("Approving")) as progress:
            results = approve_bills(by=self.person(options), now=timezone.now(), **self._scope(options, progress))
        self._show(results, options, gettext("approved"), gettext("approved already"))

    def _issue(self, options: dict[str, Any]) -> None:
        """After --approve the system issues: whoever approves bills need not be allowed to issue them."""
        by = system_user() if options["approve"] else self.actor(options)
        with self.progress(gettext("Issuing")) as progress:
            scope, day = self._scope(options, progress), options["on"] or timezone.localdate()
            said = options["confirm_day"] or (options["on"] is not None and day >= scope["month"].start)
            results = issue_bills(by=by, today=day, confirmed=said, **scope)
        self._show(results, options, gettext("issued"), gettext("issued already"))
        waiting = [one for result in results for one in result.unprintable]
        if waiting:
            self.say(gettext(UNPRINTABLE) % {"bills": "、".join(waiting)}, "yellow")

    def _scope(self, options: dict[str, Any], progress: Report | None) -> dict[str, Any]:
        return {
            "month": Month.parse(options["month"]),
            "estate_codes": options["estates"],
            "progress": progress,
        }

    def _show(self, results: list[EstateBills], options: dict[str, Any], done: str, kept: str) -> None:
        if options["verbosity"]:
            self.show_table(
                [gettext("Estate"), number(gettext("Bills")), number(gettext("Amount (yuan)")), number(kept)],
                [
                    (f"{one.estate.code} {one.estate.name}", f"{one.bills:,}", one.amount.grouped(), f"{one.kept:,}")
                    for one in results
                    if one.bills or one.kept
                ],
            )
        figures = {
            "month": Month.parse(options["month"]),
            "done": done,
            "bills": f"{sum(one.bills for one in results):,}",
            "amount": sum((one.amount for one in results), ZERO).grouped(),
            "already": kept,
            "kept": f"{sum(one.kept for one in results):,}",
        }
        self.say(gettext("%(month)s %(done)s: %(bills)s bills, %(amount)s yuan; %(already)s: %(kept)s") % figures)

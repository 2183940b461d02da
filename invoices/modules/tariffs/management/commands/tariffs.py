from typing import Any

from django.utils import timezone

from invoices.modules.tariffs.public import Tariff, approve_tariffs, awaiting
from property_ops.framework.accounts import user_named
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, gettext, gettext_lazy, number
from property_ops.kernel.quantity import plain


class Command(ProductCommand):
    help = gettext_lazy("List or approve the changed tariffs that wait for another person.")
    theme = Theme.BOOKS

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        actions.add_parser("waiting", help=gettext("list what waits for approval"))
        approve = actions.add_parser("approve", help=gettext("approve all that waits"))
        approve.add_argument("--by", metavar="USER", required=True, help=gettext("who approves; not who prepared them"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "approve":
            count = approve_tariffs(by=user_named(options["by"]), now=timezone.now())
            self.say(gettext("%(count)s tariffs approved") % {"count": count})
            return
        waiting = awaiting(Tariff.objects.select_related("estate", "item", "prepared_by"))
        self.show_table(
            [
                gettext("Estate"),
                gettext("Fee item"),
                "",
                gettext("From"),
                number(gettext("Rate")),
                gettext("Prepared by"),
            ],
            [
                (one.estate.code, one.item, one.applies_to, one.start, plain(one.rate), one.prepared_by)
                for one in waiting
            ],
        )
        self.say(gettext("%(count)s tariffs wait for approval") % {"count": waiting.count()})

from typing import Any

from django.utils import timezone

from property_ops.framework.accounts import system_user
from property_ops.framework.approval import services
from property_ops.framework.importing.approving import approve_batches, look_at, waiting_batches
from property_ops.framework.importing.readings import ClaimFigures, total_of
from property_ops.framework.importing.registry import importer_named
from property_ops.framework.models import ImportedBatch, User
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    gettext,
    gettext_lazy,
    number,
)
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan


class Command(ProductCommand):
    help = gettext_lazy("Imported rows that wait for another person. Shows them; with --by approves or rejects them.")
    theme = Theme.DATA

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "batches", nargs="*", type=int, metavar="BATCH", help=gettext("the number of a batch; all if none is given")
        )
        parser.add_argument("--reject", metavar="REASON", help=gettext("reject them, for this reason"))
        parser.add_argument("--withdraw", action="store_true", help=gettext("take back what you prepared yourself"))
        add_user(parser, gettext("who approves or rejects; not who imported them"))

    def handle(self, *args: Any, **options: Any) -> None:
        batches = waiting_batches(options["batches"])
        if options["by"] is None:
            self._show(batches)
            return
        by, now = self.person(options), timezone.now()
        if options["reject"] is not None:
            for batch in batches:
                services.reject(ImportedBatch, batch.pk, reason=options["reject"], by=by, now=now)
            self.say(gettext("%(count)s batches rejected by %(user)s.") % {"count": len(batches), "user": by.username})
        elif options["withdraw"]:
            for batch in batches:
                services.withdraw(ImportedBatch, batch.pk, by=by, now=now)
            self.say(gettext("%(count)s batches withdrawn by %(user)s.") % {"count": len(batches), "user": by.username})
        else:
            done = list(approve_batches(batches, by=by, now=now, today=timezone.localdate(now)))
            rows = ", ".join(f"{gettext(importer_named(one.importer).title)} {one.rows:,}" for one in done)
            self.say(gettext("Approved by %(user)s: %(rows)s") % {"user": by.username, "rows": rows})

    def _show(self, batches: list[ImportedBatch]) -> None:
        by = system_user()
        self.show_table(
            [
                gettext("Batch"),
                gettext("Register"),
                gettext("File"),
                number(gettext("Rows")),
                number(gettext("Brings (¥)")),
                number(gettext("Most of one household (¥)")),
                gettext("Prepared by"),
            ],
            [_row(batch, by) for batch in batches],
        )
        rows = sum(batch.rows for batch in batches)
        self.say(gettext("%(rows)s imported rows wait for approval.") % {"rows": f"{rows:,}"})
        if rows:
            self.say(gettext("Approve them as another person: property-ops approve --by USER"), style="bold")


def _row(batch: ImportedBatch, by: User) -> tuple[object, ...]:
    now = timezone.now()
    try:
        figures = list(look_at(batch, by=by, now=now, today=timezone.localdate(now)).values())
    except BusinessError as error:
        brings, most = error.sentence(gettext), ""
    else:
        brings, most = total_of(figures).grouped(), _most(figures)
    register = gettext(importer_named(batch.importer).title)
    return batch.pk, register, batch.file, f"{batch.rows:,}", brings, most, batch.prepared_by


def _most(figures: list[ClaimFigures]) -> str:
    return max((one.highest for one in figures), default=Yuan(0)).grouped()

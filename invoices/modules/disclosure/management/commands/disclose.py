from pathlib import Path
from typing import Any

from django.utils import timezone

from invoices.modules.disclosure.domain.errors import NothingNew, NothingToDisclose, PreparedAlready
from invoices.modules.disclosure.public import Disclosure, Quarter, prepare, publish
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_estates,
    add_user,
    gettext,
    gettext_lazy,
)
from property_ops.modules.estates.public import Estate, Management


class Command(ProductCommand):
    help = gettext_lazy(
        "Prepare and publish the public disclosure of a quarter. One for every managed estate; --publish those "
        "that wait, by another person; --out writes the posters. Safe to repeat."
    )
    theme = Theme.PROOF

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quarter", help=gettext("the quarter, such as 2022-Q2"), metavar="YYYY-Qn")
        add_estates(parser)
        parser.add_argument("--publish", action="store_true", help=gettext("publish what waits; needs --by"))
        parser.add_argument("--out", metavar="FOLDER", help=gettext("write the published posters there"))
        add_user(parser, gettext("who prepares or publishes; for preparing the system itself if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        quarter = Quarter.parse(options["quarter"])
        by = self.person(options) if options["publish"] else self.actor(options)
        count = self._publish(quarter, by, options) if options["publish"] else self._prepare(quarter, by, options)
        if options["verbosity"]:
            prepared, published = (
                gettext("%(quarter)s: %(count)s prepared"),
                gettext("%(quarter)s: %(count)s published"),
            )
            self.say((published if options["publish"] else prepared) % {"quarter": quarter, "count": count})
        if options["out"]:
            self._write(quarter, Path(options["out"]), options)

    def _prepare(self, quarter: Quarter, by: User, options: dict[str, Any]) -> int:
        now, count = timezone.now(), 0
        for estate in self._estates(options):
            try:
                prepare(estate=estate, quarter=quarter, note="", by=by, now=now, today=timezone.localdate(now))
            except (NothingToDisclose, NothingNew, PreparedAlready):
                continue
            count += 1
        return count

    def _publish(self, quarter: Quarter, by: User, options: dict[str, Any]) -> int:
        waiting = self._of(quarter, options).filter(state=ApprovalState.WAITING)
        ids = list(waiting.values_list("pk", flat=True))
        now = timezone.now()
        for pk in ids:
            publish(disclosure_id=pk, by=by, now=now, today=timezone.localdate(now))
        return len(ids)

    def _write(self, quarter: Quarter, folder: Path, options: dict[str, Any]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for one in self._of(quarter, options).filter(state=ApprovalState.APPROVED):
            (folder / f"{one.estate.code}-{quarter}-{one.number}.pdf").write_bytes(bytes(one.poster or b""))

    def _estates(self, options: dict[str, Any]) -> list[Estate]:
        estates = Estate.objects.filter(management=Management.MANAGED).order_by("code")
        return list(estates.filter(code__in=options["estates"]) if options["estates"] else estates)

    def _of(self, quarter: Quarter, options: dict[str, Any]) -> Any:
        found = Disclosure.objects.filter(year=quarter.year, quarter=quarter.number, estate__in=self._estates(options))
        return found.select_related("estate").order_by("estate__code", "edition")

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.public import (
    ErpNextAccess,
    MadeDocument,
    Pulled,
    Pushed,
    SyncRecord,
    TieOut,
    access,
    pull,
    push,
    readiness,
    sentence_of,
    set_up,
    tie_out,
    what_would_be_pulled,
    what_would_be_pushed,
)
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    gettext,
    gettext_lazy,
    number,
)

SHOWN = 20


class Command(ProductCommand):
    help = gettext_lazy("ERPNext: connect, set up, push what is issued, pull payments, compare. Safe to repeat.")
    theme = Theme.OTHER_SYSTEMS

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, text in (
            ("test", gettext("say what is ready and what must be fixed; changes nothing")),
            ("setup", gettext("make the fields, items and cost centres that our documents need")),
            ("push", gettext("send customers, invoices and payments that are not in ERPNext yet")),
            ("pull", gettext("take over payments of our customers that were entered in ERPNext")),
            ("check", gettext("compare accepted work, charges, bills and ERPNext, to the fen")),
        ):
            action = actions.add_parser(name, help=text, description=text)
            add_user(action, gettext("who does it: the system itself if not given"))
            if name in ("push", "pull"):
                action.add_argument("--dry-run", action="store_true", help=gettext("count, and change nothing"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = self.actor(options)
        with self._gateway() as (where, gateway):
            getattr(self, f"_{options['action']}")(where, gateway, by, options)

    @contextmanager
    def _gateway(self) -> Iterator[tuple[ErpNextAccess, Gateway]]:
        where = access()
        gateway = where.gateway()
        try:
            yield where, gateway
        finally:
            gateway.close()

    def _test(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        findings = readiness(access=where, gateway=gateway, by=by, today=timezone.localdate())
        for one in findings:
            self.say(f"{'✓' if one.is_well else '✗'} {gettext(one.what) % one.facts}")
            if not one.is_well:
                self.say(f"   → {gettext(one.mend) % one.facts}")
        if not all(one.is_well for one in findings):
            raise CommandError(gettext("ERPNext is not ready."))

    def _setup(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        made: list[MadeDocument] = []
        set_up(access=where, gateway=gateway, by=by, tell=made.append)
        self.show_table(
            [gettext("Kind"), gettext("Name in ERPNext"), ""],
            [(one.doctype, one.name, gettext("new") if one.is_new else gettext("was there")) for one in made],
        )
        self.say(gettext("ERPNext is set up."))

    def _push(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        if options["dry_run"]:
            self._show(what_would_be_pushed(access=where, gateway=gateway, by=by))
            self.say(gettext("Nothing was sent."))
            return
        with self.progress(gettext("Sending")) as progress:
            results = push(access=where, gateway=gateway, by=by, progress=progress)
        self._show(results)
        failed = SyncRecord.objects.filter(state="failed").order_by("pk")
        for record in failed[:SHOWN]:
            why = gettext(sentence_of(record.error_kind)) % {"kind": record.error_kind, "detail": record.error_detail}
            self.say(f"{record.get_doctype_display()} {record.label}: {why}")
        if failed.exists():
            raise CommandError(gettext("%(count)s documents were refused.") % {"count": failed.count()})

    def _show(self, results: list[Pushed]) -> None:
        self.show_table(
            [gettext("Kind"), number(gettext("Sent")), number(gettext("Refused")), number(gettext("Waiting"))],
            [(one.doctype, one.sent, one.failed, one.waiting) for one in results],
        )

    def _pull(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        if options["dry_run"]:
            self._show_pulled(what_would_be_pulled(access=where, gateway=gateway, by=by))
            self.say(gettext("Nothing was stored."))
            return
        now = timezone.now()
        self._show_pulled(pull(access=where, gateway=gateway, by=by, now=now, today=timezone.localdate(now)))

    def _show_pulled(self, pulled: Pulled) -> None:
        facts = {"count": pulled.taken, "amount": pulled.amount.grouped()}
        self.say(gettext("Payments from ERPNext: %(count)s, together %(amount)s yuan.") % facts)
        for left in pulled.left[:SHOWN]:
            self.say(gettext("%(name)s was left: %(why)s.") % {"name": left.name, "why": gettext(left.why)})

    def _check(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        with self.progress(gettext("Reading ERPNext"), stores_from=1.0) as progress:
            found = tie_out(access=where, gateway=gateway, by=by, today=timezone.localdate(), progress=progress)
        self._show_tie_out(found)
        if not found.ties:
            raise CommandError(gettext("The two sides do not agree."))
        self.say(gettext("Accepted work, charges, bills and ERPNext agree to the fen."))

    def _show_tie_out(self, found: TieOut) -> None:
        steps = [gettext(name) for name, _amount in found.rows[0].steps] if found.rows else []
        self.show_table(
            [gettext("Estate"), gettext("Month"), *(number(name) for name in steps)],
            [
                (row.estate, f"{row.month:%Y-%m}", *(amount.grouped() for _name, amount in row.steps))
                for row in found.rows
            ],
        )
        for row in found.rows:
            for before, after, amount in row.differences():
                facts = {"estate": row.estate, "month": f"{row.month:%Y-%m}", "before": gettext(before)}
                facts |= {"after": gettext(after), "amount": amount.grouped()}
                self.say(gettext("%(estate)s %(month)s: %(before)s → %(after)s differ by %(amount)s yuan") % facts)
        for one in found.mismatches[:SHOWN]:
            self.say(f"{one.label} {gettext(one.says) % one.facts}")
        if len(found.mismatches) > SHOWN:
            self.say(gettext("… and %(count)s more") % {"count": len(found.mismatches) - SHOWN})

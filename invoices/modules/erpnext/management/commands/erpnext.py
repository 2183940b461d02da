from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils import timezone

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.management.saying import read_day, show_beginning, show_refused, show_tie_out
from invoices.modules.erpnext.public import (
    ErpNextAccess,
    MadeDocument,
    NotAllocated,
    Pulled,
    Pushed,
    WantedDocuments,
    access,
    adopt_customers,
    begin_from,
    decide_company,
    map_accounts,
    mark_known,
    pull,
    push,
    readiness,
    send_again,
    set_up,
    tie_out,
    what_would_be_pulled,
    what_would_be_pushed,
)
from invoices.modules.erpnext.reports.beginning import suppliers_of, workbook_of
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Report,
    Theme,
    add_user,
    console_on,
    gettext,
    gettext_lazy,
    number,
)
from property_ops.kernel.period import Month

SHOWN, LINE_EVERY = 20, 500


class Command(ProductCommand):
    help = gettext_lazy("ERPNext: connect, set up, push what is issued, pull payments, compare. Safe to repeat.")
    theme = Theme.OTHER_SYSTEMS

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        self._action(actions, "test", gettext("say what is ready and what must be fixed; changes nothing"))
        self._add_sending(actions)
        self._action(actions, "check", gettext("compare our books with those in ERPNext, to the fen"))
        again = self._action(actions, "again", gettext("send again what was cancelled or deleted in ERPNext"))
        again.add_argument("documents", nargs="+", metavar="DOCUMENT", help=gettext("its number here, as of a bill"))
        known = self._action(actions, "known", gettext("mark documents in ERPNext that are none of ours as known"))
        known.add_argument("documents", nargs="+", metavar="NAME", help=gettext("its name in ERPNext"))
        known.add_argument("--reason", required=True, help=gettext("why it stands there"))
        self._add_start(actions)
        company = self._action(actions, "company", gettext("say what another company in the settings means"))
        which = company.add_mutually_exclusive_group(required=True)
        which.add_argument("--renamed", action="store_true", help=gettext("the same company has another name now"))
        which.add_argument("--another", action="store_true", help=gettext("another company, to which all is sent anew"))

    def _add_start(self, actions: Any) -> None:
        text = gettext("what a company that lives in ERPNext begins with here, as a workbook to import")
        begun = self._action(actions, "start", text)
        begun.add_argument("--on", required=True, metavar="YYYY-MM-DD", help=gettext("the last day of the old books"))
        begun.add_argument("--file", required=True, metavar="FILE.xlsx", help=gettext("where the workbook goes"))
        text = gettext("write our ids on the customers there who are payers here")
        begun.add_argument("--adopt", action="store_true", help=text)

    def _add_sending(self, actions: Any) -> None:
        made = self._action(actions, "setup", gettext("make the fields, items and accounts that our documents need"))
        text = gettext("what ERPNext calls an account")
        made.add_argument("--account", action="append", default=[], metavar="CODE=NAME", help=text)
        sent = self._action(actions, "push", gettext("send customers, invoices and payments that are not there yet"))
        sent.add_argument("--estate", default="", metavar="CODE", help=gettext("only documents of this estate"))
        sent.add_argument("--month", metavar="YYYY-MM", help=gettext("only documents of this month"))
        text = gettext("so many documents at most: 10 make a good trial")
        sent.add_argument("--limit", type=int, default=0, metavar="N", help=text)
        took = self._action(actions, "pull", gettext("take over payments of our customers entered in ERPNext"))
        for action in (sent, took):
            action.add_argument("--dry-run", action="store_true", help=gettext("count, and change nothing"))

    def _action(self, actions: Any, name: str, text: str) -> CommandParser:
        action: CommandParser = actions.add_parser(name, help=text, description=text)
        add_user(action, gettext("who does it: the system itself if not given"))
        return action

    def handle(self, *args: Any, **options: Any) -> None:
        by = self.actor(options)
        if options["action"] == "company":
            self._company(by, options)
            return
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
        map_accounts(dict(one.split("=", 1) for one in options["account"] if "=" in one), by=by)
        set_up(access=where, gateway=gateway, by=by, now=timezone.now(), tell=made.append)
        said = {True: gettext("new"), False: gettext("was there")}
        self.show_table(
            [gettext("Kind"), gettext("Name in ERPNext"), ""],
            [(one.doctype, one.name, one.asks or said[one.is_new]) for one in made],
        )
        asked = [one for one in made if one.asks]
        for one in asked:
            self.say(gettext("%(what)s: which of these is it? %(which)s") % {"what": one.name, "which": one.asks})
        if asked:
            raise CommandError(
                gettext("A person must say that: on the page ERPNext → accounts, or with --account CODE=NAME.")
            )
        self.say(gettext("ERPNext is set up."))

    def _push(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        month = Month.parse(options["month"]).start if options["month"] else None
        wanted = WantedDocuments(options["estate"], month, max(options["limit"], 0))
        if options["dry_run"]:
            self._show(what_would_be_pushed(access=where, gateway=gateway, by=by, wanted=wanted))
            self.say(gettext("Nothing was sent."))
            return
        with self.progress(gettext("Sending")) as progress:
            results = push(access=where, gateway=gateway, by=by, wanted=wanted, progress=self._with_lines(progress))
        self._show(results)
        for one in results:
            if one.gave_up:
                self.say(f"{one.doctype}: {one.gave_up.sentence(gettext)}")
            for name, why in one.refused[:SHOWN]:
                self.say(NotAllocated(name=name, why=why).sentence(gettext))
        count = show_refused(self)
        if count:
            raise CommandError(gettext("%(count)s documents were refused.") % {"count": count})

    def _with_lines(self, progress: Report) -> Report:
        """Where no person watches a bar, a line for every five hundred documents, so that a log shows how far it is."""
        if console_on(self.stderr).is_terminal:
            return progress

        def tell(done: int, total: int, label: str) -> None:
            progress(done, total, label)
            if done and done % LINE_EVERY == 0:
                self.stderr.write(f"{label} {done}/{total}", ending="\n")

        return tell

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
        if pulled.amended:
            self.say(gettext("%(count)s were amended there and book the same.") % {"count": pulled.amended})
        for receipt in pulled.corrections:
            facts = {"receipt": receipt}
            self.say(gettext("%(receipt)s was cancelled in ERPNext: its reversal waits for a second person.") % facts)
        for change in pulled.changes:
            self.say(gettext("Changed in ERPNext, waits for a second person: %(change)s.") % {"change": change})
        for left in pulled.left[:SHOWN]:
            self.say(gettext("%(name)s was left: %(why)s.") % {"name": left.name, "why": gettext(left.why)})

    def _check(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        with self.progress(gettext("Reading ERPNext"), stores_from=1.0) as progress:
            found = tie_out(access=where, gateway=gateway, by=by, today=timezone.localdate(), progress=progress)
        show_tie_out(self, found)
        if not found.ties:
            raise CommandError(gettext("The two sides do not agree."))
        self.say(gettext("Accepted work, charges, bills and ERPNext's books agree to the fen."))

    def _again(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        for record in send_again(labels=options["documents"], gateway=gateway, by=by):
            self.say(gettext("%(document)s is sent again by the next push.") % {"document": record.label})

    def _known(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        names, why = options["documents"], options["reason"]
        for known in mark_known(access=where, gateway=gateway, names=names, reason=why, by=by, now=timezone.now()):
            facts = {"doctype": known.doctype, "name": known.name}
            self.say(
                gettext("%(doctype)s %(name)s: once another person approves it, the comparison leaves it out.") % facts
            )

    def _start(self, where: ErpNextAccess, gateway: Gateway, by: Any, options: dict[str, Any]) -> None:
        found = begin_from(access=where, gateway=gateway, by=by, day=read_day(options["on"]))
        path = Path(options["file"])
        path.write_bytes(workbook_of(found))
        if found.suppliers:
            path.with_stem(f"{path.stem}-服务商").write_bytes(suppliers_of(found))
        show_beginning(self, found)
        if options["adopt"]:
            facts = {"count": adopt_customers(found=found, gateway=gateway, by=by, now=timezone.now())}
            self.say(gettext("%(count)s customers there are payers here from now on.") % facts)
        self.say(gettext("Import %(file)s: what is in it waits for a second person.") % {"file": options["file"]})

    def _company(self, by: Any, options: dict[str, Any]) -> None:
        access(of_company=False)
        company = decide_company(is_renamed=options["renamed"], by=by)
        self.say(gettext("Documents go to the company “%(name)s” from now on.") % {"name": company.name})

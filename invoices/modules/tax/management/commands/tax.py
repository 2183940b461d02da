from pathlib import Path
from typing import Any

from django.utils import timezone

from invoices.modules.tax.domain.buyers import Whom
from invoices.modules.tax.public import NoVatToPost, Wanted, export_requests, open_batch, post_vat, vat_of
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_estates,
    add_month,
    add_user,
    gettext,
    gettext_lazy,
    number,
)
from property_ops.framework.web.display import percent
from property_ops.kernel.period import Month


class Command(ProductCommand):
    help = gettext_lazy("The VAT of a month, and invoice requests for the tax platform (数电票).")
    theme = Theme.BOOKS

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        month = actions.add_parser("month", help=gettext("show the VAT of the bills issued in a month"))
        add_month(month)
        add_estates(month)
        posted = actions.add_parser("post", help=gettext("post the VAT of a month that is over to 2221"))
        add_month(posted)
        add_user(posted, gettext("who posts it; the system if not given"))
        export = actions.add_parser("export", help=gettext("export the invoice requests of a month's bills"))
        add_month(export)
        export.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=gettext("the folder to write to"))
        export.add_argument("--again", action="store_true", help=gettext("also what was exported already"))
        export.add_argument(
            "--whom", choices=list(Whom), default=Whom.ALL, help=gettext("all bills, those paid, or those asked for")
        )
        add_user(export, gettext("who asks for it; the system if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        month = Month.parse(options["month"])
        if options["action"] == "month":
            self._show(month, options["estates"])
        elif options["action"] == "post":
            self._post(month, options)
        else:
            self._export(month, options)

    def _show(self, month: Month, estates: list[str]) -> None:
        rows = vat_of(month.period, estates=estates or None)
        self.show_table(
            [
                gettext("Fee item"),
                number(gettext("VAT rate")),
                number(gettext("with VAT")),
                number(gettext("without VAT")),
                number(gettext("VAT")),
            ],
            [
                (
                    row.item_name,
                    percent(row.rate),
                    row.split.gross.grouped(),
                    row.split.net.grouped(),
                    row.split.tax.grouped(),
                )
                for row in rows
            ],
        )

    def _post(self, month: Month, options: dict[str, Any]) -> None:
        try:
            posted = post_vat(month=month, by=self.actor(options), today=timezone.localdate())
        except NoVatToPost as nothing:
            self.say(nothing.sentence(gettext))
            return
        self.say(gettext("The VAT of %(month)s is posted: ¥%(vat)s.") % {"month": month, "vat": posted.grouped()})

    def _export(self, month: Month, options: dict[str, Any]) -> None:
        by, out = self.actor(options), options["out"]
        out.mkdir(parents=True, exist_ok=True)
        chosen = {"again": options["again"], "whom": Whom(options["whom"])}
        for batch in export_requests(month=month, by=by, now=timezone.now(), **chosen):
            is_red = batch.requests.exclude(credit_note=None).exists()
            wanted, name = (Wanted.RED, "红字申请") if is_red else (Wanted.INVOICES, "批量开票")
            path = out / f"{name}-{month}-{batch.pk}.xlsx"
            path.write_bytes(open_batch(batch=batch, wanted=wanted, by=by))
            self.say(gettext("%(count)s requests in %(file)s") % {"count": batch.requests.count(), "file": path})

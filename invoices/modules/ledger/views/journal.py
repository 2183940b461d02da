"""The journal (序时账): every entry, and one entry with its legs and its place in the chain."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact
from property_ops.framework.web.exports import CHUNK, workbook_response
from property_ops.framework.web.filters import DayFilter, Filters, Model
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import EstateFilter


class EntryTable(columns.ListTable):
    number = columns.Year(verbose_name=_("entry"), linkify=("ledger_entry", {"number": columns.A("number")}))
    posted_on = columns.DayColumn(verbose_name=_("posted on"))
    month = columns.MonthColumn(verbose_name=_("belongs to month"))
    source = columns.Text(verbose_name=_("summary"))
    amount = columns.Amount(verbose_name=_("amount"))

    def render_source(self, value: str, record: Any) -> str:
        return selectors.words_of(value, record.memo)


class EntryFilters(Filters):
    first = DayFilter(field_name="posted_on", lookup_expr="gte", label=_("from"))
    last = DayFilter(field_name="posted_on", lookup_expr="lte", label=_("last day that counts"))
    estate = EstateFilter(method="of_estate")
    account = Model(
        queryset=lambda request: selectors.chart(), method="on_account", label=_("ledger account"), empty_label=_("all")
    )

    def of_estate(self, rows: QuerySet[Any], name: str, estate: Any) -> QuerySet[Any]:
        return selectors.of_estates(rows, [estate.code])

    def on_account(self, rows: QuerySet[Any], name: str, account: Any) -> QuerySet[Any]:
        return selectors.touching(rows, account.code)


class Journal(ListPage):
    title = _("Journal")
    permission_required = "ledger.view"
    table_class = EntryTable
    filterset_class = EntryFilters
    days_of = ("first", "last")
    search_hint = _("entry number, bill or receipt number, account (户)")
    export_name = "journal"
    personal_data = True  # what is paid out says to whom
    empty_text = _("Nothing has been posted yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_entries(self.user).order_by("-number")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_entries(queryset, text)

    def written(self, table: Any, progress: Any) -> tuple[Any, int]:
        """序时账: every leg with its account, debit and credit, as they were posted."""
        heads = [
            gettext("Posted on"),
            gettext("Entry"),
            gettext("Belongs to month"),
            gettext("Summary"),
            gettext("Account code"),
            gettext("Account"),
            gettext("Estate"),
            gettext("Account (户)"),
            gettext("Debit"),
            gettext("Credit"),
        ]
        rows = _leg_rows(selectors.with_legs(table.data.data, self.user), heads, progress)
        return workbook_response(heads, rows, name=self.file_title, told=self.told(), totals=heads[8:])

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm("ledger.export"):
            return ()
        return (Button(_("Export for offline verification"), reverse("ledger_export"), "shield-check"),)


def _leg_rows(entries: QuerySet[Any], heads: list[str], progress: Any) -> Iterator[dict[str, Any]]:
    names = selectors.estate_names()
    for done, entry in enumerate(entries.iterator(chunk_size=CHUNK), start=1):
        words = selectors.words_of(entry.source, entry.memo)
        for leg in entry.legs_seen:
            sides = (leg.amount, None) if leg.amount > ZERO else (None, -leg.amount)
            cells = (
                entry.posted_on,
                entry.number,
                f"{entry.month:%Y-%m}",
                words,
                leg.account.code,
                leg.account.name,
                names.get(leg.estate, leg.estate),
                leg.subledger,
                *sides,
            )
            yield dict(zip(heads, cells, strict=True))
        if progress:
            progress(done)


class JournalEntry(DetailPage):
    permission_required = "ledger.view"
    personal_data = True
    menu = "journal"
    above = ((_("Journal"), "journal"),)
    template_name = "ledger/entry.html"

    def get_object(self, queryset: Any = None) -> Any:
        entry = selectors.entry_numbered(self.user, self.kwargs["number"])
        if entry is None:
            raise Http404
        return entry

    def get_title(self) -> str:
        return gettext("Entry %(number)s") % {"number": self.object.number}

    def get_subtitle(self) -> str:
        return selectors.words_of(self.object.source, self.object.memo)

    def facts(self) -> Sequence[Fact]:
        entry = self.object
        return [
            Fact(_("Posted on"), entry.posted_on),
            Fact(_("Belongs to month"), f"{entry.month:%Y-%m}"),
            Fact(_("Source"), entry.source),
            Fact(_("Memo"), entry.memo),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = selectors.estate_names()
        return super().get_context_data(**kwargs) | {
            "legs": [(leg, names.get(leg.estate, leg.estate)) for leg in self.object.legs.all()],
            "chain": [
                Fact(_("Digest of this entry"), self.object.digest),
                Fact(_("Digest of the entry before"), self.object.previous),
                Fact(_("Digest of the document behind it"), self.object.evidence),
            ],
        }

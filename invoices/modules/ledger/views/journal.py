"""The journal (序时账): every entry, and one entry with its legs and its place in the chain."""

from collections.abc import Sequence
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
from property_ops.framework.web.filters import DayFilter, Filters, Model
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb
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
    search_hint = _("entry number, bill or receipt number, account (户)")
    export_name = "journal"
    personal_data = True  # what is paid out says to whom
    empty_text = _("Nothing has been posted yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_entries(self.user).order_by("-number")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_entries(queryset, text)

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm("ledger.export"):
            return ()
        return (Button(_("Export for offline verification"), reverse("ledger_export"), "shield-check"),)


class JournalEntry(DetailPage):
    permission_required = "ledger.view"
    personal_data = True
    menu = "journal"
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

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(_("Journal"), reverse("journal")),)

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

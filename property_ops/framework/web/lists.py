"""Lists: searched, filtered, sorted, a page at a time, and whole as Excel."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.list import MultipleObjectMixin
from django_tables2.rows import BoundRows

from property_ops.framework.web import large_exports
from property_ops.framework.web.columns import ListTable
from property_ops.framework.web.days import days_asked, usual_periods, with_days
from property_ops.framework.web.early_rows import is_worth_it, up_to
from property_ops.framework.web.exports import excel_response
from property_ops.framework.web.filters import Filters, filters_told
from property_ops.framework.web.looks import record_export, record_list
from property_ops.framework.web.offered import may_open
from property_ops.framework.web.pages import Button, ForStaff, Page

SEARCH_KEY, EXPORT_KEY = "q", "export"
OFFICES_WORKBOOKS = (_("Import the office's workbooks"), "import")
"""What an empty register offers."""
LONGEST_SEARCH = 100


class Listing(ForStaff, MultipleObjectMixin[Any]):
    """A queryset as people read it. Subclasses give `get_queryset()`: all rows that this user may see.

    `personal_data` is said by each: it shows names, phones, plates, words or debts of owners, tenants, payers,
    petitioners, signers or crews (docs/product.md rule 20). Staff and offices by name are none. The audit log has
    who looked at such a list, and who exported it.
    """

    title: Any
    table_class: ClassVar[type[ListTable]]
    filterset_class: ClassVar[type[Filters] | None] = None
    search_hint: Any = ""
    empty_text: Any = _("There is nothing here yet.")
    export_name: ClassVar[str] = ""
    personal_data: ClassVar[bool]

    days_of: ClassVar[tuple[str, str]] = ("", "")
    """The filters that are the first and the last day, where a list has them."""
    empty_offer: ClassVar[tuple[Any, str] | None] = None
    """(words, URL name): where what belongs here comes from, for a list that is empty."""

    def presets(self) -> list[tuple[Any, str, bool]]:
        """This month, the last, this year, for a list of days."""
        first, last = self.days_of
        if not first:
            return []
        shown = (self.request.GET.get(first, ""), self.request.GET.get(last, ""))
        return [
            (
                words,
                with_days(self.request, days, first=first, last=last),
                shown == days_asked(days),
            )
            for words, days in usual_periods(timezone.localdate())
        ]

    def offer(self) -> tuple[Any, str] | None:
        """What an empty list offers this reader: (words, address)."""
        if self.empty_offer is None or not may_open(self.user, self.empty_offer[1]):
            return None
        return self.empty_offer[0], reverse(self.empty_offer[1])

    def hidden_columns(self) -> Sequence[str]:
        """Columns of the table that are not for this reader, or not for this place."""
        return ()

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """The rows that `text` finds; a list with a `search_hint` says how."""
        return queryset

    @property
    def search_text(self) -> str:
        typed = self.request.GET.get(SEARCH_KEY, "") if self.search_hint else ""
        return "".join(character for character in typed if character.isprintable()).strip()[:LONGEST_SEARCH]

    @property
    def wants_export(self) -> bool:
        return bool(self.export_name) and self.request.GET.get(EXPORT_KEY) == "xlsx"

    @cached_property
    def filterset(self) -> Filters | None:
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.request.GET, queryset=self.get_queryset(), request=self.request)

    @cached_property
    def object_list(self) -> QuerySet[Any]:
        """The rows as they are filtered and searched now."""
        rows = self.filterset.qs if self.filterset else self.get_queryset()
        return self.search(rows, self.search_text) if self.search_text else rows

    def get_table(self) -> ListTable:
        """The table of all these rows, in the order asked for."""
        left_out = () if self.wants_export else self.table_class.in_files_only
        table = self.table_class(self.object_list, exclude=[*self.hidden_columns(), *left_out])
        table.request = self.request
        wanted = self.request.GET.getlist("sort")
        if wanted:
            table.order_by = wanted
        _settle_order(table)
        return table

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = self.get_table()
        turn_to_page(table, self.request)
        self.record_list(table)
        return super().get_context_data(
            table=table,
            filters=self.filterset,
            search_text=self.search_text,
            count=table.paginator.count,
            narrowed=bool(self.search_text or (self.filterset and self.filterset.form.has_changed())),
            **kwargs,
        )

    def record_list(self, table: ListTable) -> None:
        record_list(self, table)

    def written(self, table: ListTable, progress: Callable[[int], Any] | None) -> tuple[HttpResponseBase, int]:
        """The whole table as Excel, and how many rows it has. Subclasses may write something else of the same rows."""
        return excel_response(table, name=self.file_title, told=self.told(), progress=progress)

    @property
    def file_title(self) -> str:
        return str(self.get_title() if isinstance(self, Page) else self.title) or self.export_name

    def told(self) -> list[str]:
        """What the list is narrowed to, in words."""
        found = filters_told(self.filterset.form) if self.filterset else []
        if self.search_text:
            found.append(gettext("Search: %(text)s") % {"text": self.search_text})
        return found

    def export(self) -> HttpResponseBase:
        """The whole filtered list as Excel; a long one is written by the worker, which asks this again."""
        table, progress = self.get_table(), getattr(self.request, "writes_list", None)
        if progress is None and (rows := _length_of(table)) > large_exports.MOST_AT_ONCE:
            return large_exports.begin(self.request, name=self.file_title, rows=rows)
        response, count = self.written(table, progress)
        record_export(self, count, EXPORT_KEY)
        return response


class ListPage(Listing, Page):
    """A page that is a list. `new` is the button that leads to the form of a new one: (words, URL name)."""

    template_name = "framework/list.html"
    new: ClassVar[tuple[Any, str] | None] = None

    def buttons(self) -> Sequence[Button]:
        if self.new is None or not may_open(self.user, self.new[1]):
            return ()
        return (Button(self.new[0], reverse(self.new[1]), "plus", primary=True),)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.export() if self.wants_export else super().get(request, *args, **kwargs)


def turn_to_page(table: ListTable, request: HttpRequest) -> None:
    """The page asked for, or the nearest there is."""
    size, page = (_whole_number(request.GET.get(key, "")) for key in ("per_page", "page"))
    per_page = size if size in table.page_sizes else table.page_sizes[0]
    try:
        table.paginate(page=page or 1, per_page=per_page)
    except (EmptyPage, PageNotAnInteger):
        table.page = table.paginator.page(table.paginator.num_pages)
    if table.paginator.num_pages > 1:
        _read_late(table)


def _read_late(table: ListTable) -> None:
    """The page's rows by their keys: what is read of a row, and reckoned for it, is not sorted with all the others."""
    whole, rows = table.data.data, table.page.object_list.data
    if isinstance(whole, QuerySet) and not whole.query.combinator and whole.query.group_by is None:
        start, end = rows.query.low_mark, rows.query.high_mark
        among = up_to(whole, end) if is_worth_it(end, table.paginator.count) else whole
        found = whole.filter(pk__in=list(among.values_list("pk", flat=True)[start:end]))
        table.page.object_list = BoundRows(data=found, table=table)


def _settle_order(table: ListTable) -> None:
    """Rows have one order from page to page: the one asked for, else the usual one; rows that sort alike, by key.

    The usual order is set, because the database forgets a model's own where rows are counted or added up.
    """
    rows = getattr(table.data, "data", None)
    if isinstance(rows, QuerySet):
        usual = rows.model._meta.ordering or ()
        table.data.data = rows.order_by(*(rows.query.order_by or usual), "pk")


def _length_of(table: ListTable) -> int:
    rows = table.data.data
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0

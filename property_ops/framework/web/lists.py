"""Lists: searched, filtered, sorted, a page at a time, and whole as Excel."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.web.columns import ListTable
from property_ops.framework.web.exports import excel_response
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.pages import Page

SEARCH_KEY, EXPORT_KEY = "q", "export"
LONGEST_SEARCH = 100


class Listing:
    """A queryset as people read it. Needs `request`; subclasses say `rows()`, `table_class` and the rest.

    `personal_data`: exports are recorded in the audit log (docs/product.md rule 20).
    """

    request: HttpRequest
    table_class: ClassVar[type[ListTable]]
    filterset_class: ClassVar[type[Filters] | None] = None
    search_hint: Any = ""
    empty_text: Any = _("There is nothing here yet.")
    export_name: ClassVar[str] = ""
    personal_data: ClassVar[bool] = False

    @property
    def reader(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user

    def rows(self) -> QuerySet[Any]:
        """All rows that this user may see."""
        raise NotImplementedError

    def hidden_columns(self) -> Sequence[str]:
        """Columns of the table that are not for this reader, or not for this place."""
        return ()

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """The rows that `text` finds; a list with a `search_hint` says how."""
        return rows

    @property
    def search_text(self) -> str:
        typed = self.request.GET.get(SEARCH_KEY, "") if self.search_hint else ""
        return "".join(character for character in typed if character.isprintable()).strip()[:LONGEST_SEARCH]

    @property
    def wants_export(self) -> bool:
        return bool(self.export_name) and self.request.GET.get(EXPORT_KEY) == "xlsx"

    def listing_context(self) -> dict[str, Any]:
        filters, table = self._filtered()
        self._turn_to_page(table)
        return {
            "listing": self,
            "table": table,
            "filters": filters,
            "search_text": self.search_text,
            "count": table.paginator.count,
            "narrowed": bool(self.search_text or (filters and filters.form.has_changed())),
        }

    def export(self) -> HttpResponseBase:
        """The whole filtered list as Excel."""
        _filters, table = self._filtered()
        response, count = excel_response(table, name=self.export_name)
        if self.personal_data:
            asked = {key: value for key, value in self.request.GET.items() if value and key != EXPORT_KEY}
            audit.record(by=self.reader, action="people.exported", subject=self.export_name, rows=count, asked=asked)
        return response

    def _filtered(self) -> tuple[Filters | None, ListTable]:
        rows, filters = self.rows(), None
        if self.filterset_class:
            filters = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
            rows = filters.rows
        if self.search_text:
            rows = self.search(rows, self.search_text)
        table = self.table_class(rows, exclude=self.hidden_columns())
        table.request = self.request
        wanted = self.request.GET.getlist("sort")
        if wanted:
            table.order_by = wanted
        _settle_order(table)
        return filters, table

    def _turn_to_page(self, table: ListTable) -> None:
        """The page asked for, or the nearest there is."""
        size, page = (_whole_number(self.request.GET.get(key, "")) for key in ("per_page", "page"))
        per_page = size if size in table.page_sizes else table.page_sizes[0]
        try:
            table.paginate(page=page or 1, per_page=per_page)
        except (EmptyPage, PageNotAnInteger):
            table.page = table.paginator.page(table.paginator.num_pages)


class ListPage(Listing, Page):
    """A page that is a list."""

    template_name = "framework/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.export() if self.wants_export else self.show_list()

    def show_list(self) -> HttpResponse:
        return self.show(**self.listing_context())


def _settle_order(table: ListTable) -> None:
    """Rows have one order from page to page: the one asked for, else the usual one; rows that sort alike, by key.

    The usual order is set, because the database forgets a model's own where rows are counted or added up.
    """
    rows = getattr(table.data, "data", None)
    if isinstance(rows, QuerySet):
        usual = rows.model._meta.ordering or ()
        table.data.data = rows.order_by(*(rows.query.order_by or usual), "pk")


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0

"""The list page: search, sort, pages, and the whole list as Excel."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import django_tables2 as tables
from django.http import HttpResponseBase
from django_filters.views import FilterView

from property_ops.framework import audit
from property_ops.framework.web.access import PermissionRequired
from property_ops.framework.web.exports import excel_response

PAGE_SIZE = 50


class ListPage(PermissionRequired, tables.SingleTableMixin, FilterView):
    """Give `title`, `permission`, `queryset` or `get_queryset`, `table_class` and, to search, `filterset_class`.

    `?export=xlsx` gives everything the filter found. `personal` says that the list names people: its export is
    recorded (PRODUCT.md rule 20).
    """

    template_name = "framework/list.html"
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""
    personal: ClassVar[bool] = False
    paginate_by = PAGE_SIZE
    strict = False

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        table = context["table"]
        query = self.request.GET.copy()
        query.pop("page", None)
        query["export"] = "xlsx"
        return {
            **context,
            "title": self.title,
            "lead": self.lead,
            "count": table.paginator.count if hasattr(table, "paginator") else len(table.rows),
            "export_query": query.urlencode(),
            "actions": self.actions(),
        }

    def actions(self) -> Sequence[dict[str, Any]]:
        """Buttons at the head of the page: dicts with label, href, icon and `primary`."""
        return ()

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        if self.request.GET.get("export") != "xlsx":
            return super().render_to_response(context, **kwargs)
        table = context["table"]
        if self.personal:
            audit.record(
                by=self.request.user,  # type: ignore[arg-type]
                action="people.exported",
                subject=str(self.title),
                rows=context["count"],
            )
        columns = [column for column in table.columns if not column.attrs.get("exclude_from_export")]
        return excel_response(
            name=str(self.title), headers=[str(column.header) for column in columns], rows=_values(table, columns)
        )


def _values(table: tables.Table, columns: Sequence[Any]) -> Iterator[list[Any]]:
    for row in table.rows:
        yield [row.get_cell_value(column.name) for column in columns]

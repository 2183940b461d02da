"""Pages whose tables are drawn from data (`ShownTable`), whole as Excel, as a list is."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.exports import as_cell, workbook_response
from property_ops.framework.web.lists import EXPORT_KEY
from property_ops.framework.web.looks import record_export
from property_ops.framework.web.pages import Button, Page
from property_ops.framework.web.shown import ShownTable


class TablesInExcel(Page):
    """Give `tables()`. Several of them are one sheet, whose first column says which table a row is of."""

    template_name = "framework/tables.html"
    export_name: ClassVar[str]
    personal_data: ClassVar[bool]

    def tables(self) -> Sequence[ShownTable]:
        raise NotImplementedError

    def buttons(self) -> list[Button]:
        return [Button(_("Export to Excel"), f"?{EXPORT_KEY}=xlsx", "file-spreadsheet")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"tables": self.tables()}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get(EXPORT_KEY) != "xlsx":
            return super().get(request, *args, **kwargs)
        return self.export()

    def export(self) -> HttpResponseBase:
        tables = self.tables()
        which = [str(_("Table"))] if len(tables) > 1 else []
        heads = list(dict.fromkeys([*which, *(str(capfirst(head)) for table in tables for head in table.heads)]))
        rows = [
            dict.fromkeys(heads)
            | dict.fromkeys(which, str(table.title))
            | {
                str(capfirst(head)): as_cell(cell.value)
                for head, (cell, _is_figure) in zip(table.heads, row, strict=True)
            }
            for table in tables
            for row in table.rows
        ]
        answer, count = workbook_response(heads, rows, name=str(self.get_title()))
        record_export(self, count, EXPORT_KEY)
        return answer

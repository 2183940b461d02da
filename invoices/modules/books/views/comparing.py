"""The statements of several months or years side by side, on screen and as Excel."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors
from invoices.modules.books.views.statements import VIEW
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.months import OfMonth, month_name
from property_ops.framework.web.pages import Button, Crumb
from property_ops.framework.workbook import Reckoned


class ComparedPeriods(OfMonth):
    permission_required = VIEW
    menu = "financial_statements"
    title = _("Periods compared")
    template_name = "books/comparison.html"

    @property
    def how(self) -> selectors.Comparing:
        asked = self.request.GET.get("by", "")
        return selectors.Comparing(asked) if asked in set(selectors.Comparing) else selectors.Comparing.MONTHS

    @cached_property
    def found(self) -> selectors.ComparedStatements:
        return selectors.compared(self.month, self.how)

    def breadcrumbs(self) -> Sequence[Crumb]:
        address = reverse("financial_statements_of", args=[self.month])
        return (Crumb(_("Financial statements"), address),)

    def buttons(self) -> Sequence[Button]:
        here = self.in_month(self.month)
        other = selectors.Comparing.YEARS if self.how == selectors.Comparing.MONTHS else selectors.Comparing.MONTHS
        words = _("Compared by year") if other == selectors.Comparing.YEARS else _("Compared by month")
        return (
            Button(words, f"{here}?by={other}", "calendar"),
            Button(_("Export to Excel"), f"{here}?by={self.how}&export=xlsx", "file-spreadsheet"),
        )

    @property
    def heads(self) -> list[str]:
        """Of the columns, the latest first."""
        if self.how == selectors.Comparing.MONTHS:
            return [month_name(month) for month in self.found.months]
        words = gettext("%(year)s, months 1–%(month)s")
        return [words % {"year": month.year, "month": month.number} for month in self.found.months]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "heads": self.heads,
            "statements": [("利润表", self.found.income), ("资产负债表（期末）", self.found.balance)],
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export") != "xlsx":
            return super().get(request, *args, **kwargs)
        columns = ["报表", "项目", *self.heads, "增减"]
        name = f"多期比较-{self.month}"
        return workbook_response(columns, self.rows(), name=name, title=gettext("Periods compared"))[0]

    def rows(self) -> Iterator[Mapping[str, Any]]:
        count = len(self.heads)
        cells = ((0, count, 1), (0, count - 1, -1))
        for form, lines in (("利润表", self.found.income), ("资产负债表（期末）", self.found.balance)):
            for line in lines:
                of_line = {"报表": form, "项目": line.name, **dict(zip(self.heads, line.amounts, strict=True))}
                yield of_line | {"增减": Reckoned(line.change, cells)}

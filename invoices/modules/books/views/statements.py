"""资产负债表, 利润表, 现金流量表 of a month, checked against each other; carrying income, cost and the year forward."""

import tempfile
from collections.abc import Sequence
from typing import IO, Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors, services
from invoices.modules.books.domain.statement_lines import CASH_FORM
from invoices.modules.books.domain.statements import side_by_side
from invoices.modules.books.reports.statement_paper import statements_pdf
from invoices.modules.books.reports.workbook import write_workbook
from invoices.modules.ledger.public import latest_day
from property_ops.framework.web.exports import XLSX
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.months import OfMonth, month_in, month_name
from property_ops.framework.web.pages import Action, Button, Page
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Company

VIEW, CARRY = "books.view", "books.carry_forward"


class LatestStatements(Page):
    """To the month of the latest entry."""

    permission_required = VIEW
    menu = "financial_statements"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        month = Month.of(latest_day(until=today) or today)
        return HttpResponseRedirect(reverse("financial_statements_of", args=[month]))


class Statements(OfMonth):
    permission_required = VIEW
    menu = "financial_statements"
    title = _("Financial statements")
    template_name = "books/statements.html"

    def get_subtitle(self) -> str:
        return month_name(self.month)

    def buttons(self) -> Sequence[Button]:
        here = reverse("financial_statements_of", args=[self.month])
        auditors = Button(_("For auditors (GB/T 24589.1)"), reverse("audit_files", args=[self.month.year]), "file-zip")
        return (
            *((auditors,) if self.user.has_perm("ledger.export") else ()),
            Button(_("Periods compared"), reverse("compared_periods", args=[self.month]), "columns"),
            Button(_("Print"), f"{here}?export=pdf", "printer"),
            Button(_("Export to Excel"), f"{here}?export=xlsx", "file-spreadsheet"),
        )

    @cached_property
    def found(self) -> selectors.StatementsOfMonth:
        return selectors.statements_of(self.month)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, month = self.found, self.month
        cash = [(name, number, bool(totals), found.cash.get(number)) for name, number, totals in CASH_FORM]
        rows = zip(("assets", "liabilities"), side_by_side(found.assets, found.liabilities), strict=True)
        may = self.user.has_perm(CARRY)
        return super().get_context_data(**kwargs) | {
            "month": month,
            "sides": list(rows),
            "income": found.income,
            "cash": cash,
            "checks": [(gettext(one.name), one) for one in found.checks],
            "agree": found.agree,
            "still_open": len(selectors.income_open(month.end)) if may else 0,
            "may_carry": may,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("export", "")
        if wanted == "pdf":
            return pdf_response(statements_pdf(self.found), f"statements-{self.month}")
        return self._excel() if wanted == "xlsx" else super().get(request, *args, **kwargs)

    def _excel(self) -> HttpResponseBase:
        file: IO[bytes] = tempfile.TemporaryFile(dir=settings.DATA, prefix=".export-")  # noqa: SIM115  # closed when sent
        company = Company.load().name
        write_workbook(file, company=company, trial=selectors.trial_lines(self.month), found=self.found)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=f"财务报表-{self.month}.xlsx", content_type=XLSX)


class CarryForward(Action):
    permission_required = CARRY
    menu = "financial_statements"

    @cached_property
    def month(self) -> Month:
        return month_in(self.kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        profit = services.carry_forward(month=self.month, by=self.user)
        words = gettext("Income and cost of %(month)s are carried forward: ¥%(profit)s.")
        messages.success(self.request, words % {"month": month_name(self.month), "profit": profit.grouped()})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("financial_statements_of", args=[self.month])


class EndYear(Action):
    permission_required = CARRY
    menu = "financial_statements"

    @property
    def year(self) -> int:
        year: int = self.kwargs["year"]
        if not 1900 <= year <= 2999:
            raise Http404
        return year

    def form_valid(self, form: Any) -> HttpResponse:
        profit = services.end_year(year=self.year, by=self.user)
        words = gettext("The result of %(year)s is carried forward: ¥%(profit)s.")
        messages.success(self.request, words % {"year": self.year, "profit": profit.grouped()})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("financial_statements_of", args=[Month(self.year, 12)])

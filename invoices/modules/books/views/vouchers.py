"""Vouchers (记账凭证): the list, one of them, numbering a month, and the month bound for the archive."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from invoices.modules.books import selectors, services
from invoices.modules.books.domain.layouts import KINGDEE, kingdee_rows, yonyou_lines
from invoices.modules.books.reports.voucher_paper import voucher_pdf, write_month
from property_ops.framework import audit
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.files import file_response, pdf_response
from property_ops.framework.web.filters import DayFilter, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import month_in, month_name
from property_ops.framework.web.pages import Action, Button, Page
from property_ops.modules.estates.public import visible_estates

VIEW, NUMBER = "books.view", "books.number"


class VoucherTable(columns.ListTable):
    month = columns.MonthColumn(verbose_name=_("month"))
    number = columns.Text(verbose_name=_("voucher"), linkify=("voucher", {"pk": columns.A("pk")}))
    day = columns.DayColumn(verbose_name=_("day"))
    summary = columns.Text(verbose_name=_("summary"), attrs={"td": {"class": "wide-text"}})
    count = columns.Number(verbose_name=_("number of entries"))
    total = columns.Amount(verbose_name=_("amount"))

    def render_number(self, record: Any) -> str:
        return str(record.name)

    value_number = render_number


class VoucherFilters(Filters):
    since = DayFilter(field_name="day", lookup_expr="gte", label=_("from"))
    until = DayFilter(field_name="day", lookup_expr="lte", label=_("last day that counts"))


class Vouchers(ListPage):
    title = _("Vouchers")
    subtitle = _("What one run posted stands on one voucher. Numbers have no gaps, each month by itself.")
    permission_required = VIEW
    table_class = VoucherTable
    filterset_class = VoucherFilters
    days_of = ("since", "until")
    search_hint = _("number or summary")
    export_name = "记账凭证"
    personal_data = False
    template_name = "books/vouchers.html"
    empty_text = _("No voucher is numbered yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.vouchers(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        digits = text.removeprefix("记").lstrip("-").lstrip("0")
        number = Q(number=int(digits)) if digits.isdecimal() and len(digits) < 10 else Q()
        return queryset.filter(Q(summary__icontains=text) | number if number else Q(summary__icontains=text))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = selectors.unnumbered_months() if self.user.has_perm(NUMBER) else []
        return super().get_context_data(**kwargs) | {
            "waiting": [(month, month_name(month), count) for month, count in waiting],
        }


class VoucherPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "vouchers"
    above = ((_("Vouchers"), "vouchers"),)
    template_name = "books/voucher.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.vouchers(self.user)

    def get_title(self) -> str:
        return f"{self.object}"

    def get_subtitle(self) -> str:
        return str(self.object.summary)

    def buttons(self) -> Sequence[Button]:
        month = f"{self.object.month:%Y-%m}"
        return (
            Button(_("Print"), reverse("print_voucher", args=[self.object.pk]), "printer"),
            Button(_("Print the month, bound"), reverse("bound_vouchers", args=[month]), "books"),
            *self._exports(month),
        )

    def _exports(self, month: str) -> Sequence[Button]:
        if not self.user.has_perm("ledger.export"):
            return ()
        return (
            Button(_("For Kingdee"), reverse("export_vouchers", args=[month, "kingdee"]), "file-export"),
            Button(_("For Yonyou"), reverse("export_vouchers", args=[month, "yonyou"]), "file-export"),
        )

    def facts(self) -> Sequence[Fact]:
        papers = selectors.papers_behind([self.object]).get(self.object.pk, 0)
        facts = facts_of(self.object, "day", "summary", "numbered_by", "numbered_at")
        return [*facts, Fact(_("Papers behind it"), papers)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = dict(visible_estates(self.user).values_list("code", "name"))
        lines = selectors.lines_of_voucher([self.object])[self.object.pk]
        entries = self.object.entries.select_related("entry").order_by("entry__number")
        return super().get_context_data(**kwargs) | {
            "lines": [(line, names.get(line.estate, line.estate)) for line in lines],
            "total": self.object.total,
            "numbers": [one.entry.number for one in entries[:50]],
            "more": max(0, self.object.count - 50),
        }


class PrintVoucher(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "vouchers"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.vouchers(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(voucher_pdf(self.object), f"voucher-{self.object.month:%Y-%m}-{self.object.number:04d}")


class BoundMonth(Page):
    """The month's vouchers behind their cover, one after the other."""

    permission_required = VIEW
    menu = "vouchers"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        month = month_in(self.kwargs)
        if not selectors.vouchers_of(month).exists():
            raise Http404
        with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".bound-") as folder:
            path = Path(folder) / f"vouchers-{month}.pdf"
            write_month(month, path)
            file = path.open("rb")  # stays readable when the folder is gone
            return FileResponse(file, filename=path.name, content_type="application/pdf")


class ExportMonth(Page):
    """The month's vouchers in the import layout of another bookkeeping program; recorded in the audit log."""

    permission_required = "ledger.export"
    menu = "vouchers"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        month, layout = month_in(self.kwargs), self.kwargs["layout"]
        if layout not in ("kingdee", "yonyou") or not selectors.vouchers_of(month).exists():
            raise Http404
        lines = selectors.lines_going_out(month)
        audit.record(by=self.user, action="ledger.exported", subject=f"{layout} {month}")
        if layout == "kingdee":
            return workbook_response(KINGDEE, kingdee_rows(lines), name=f"金蝶凭证-{month}", for_program=True)[0]
        text = "".join(yonyou_lines(lines)).encode("gb18030")
        return file_response(text, f"yonyou-{month}.txt", "text/plain; charset=gb18030")


class NumberMonth(Action):
    permission_required = NUMBER
    menu = "vouchers"

    @cached_property
    def month(self) -> Any:
        return month_in(self.kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        count = services.number_vouchers(month=self.month, by=self.user, now=timezone.now())
        words = ngettext("%(month)s: %(count)s voucher numbered.", "%(month)s: %(count)s vouchers numbered.", count)
        messages.success(self.request, words % {"month": month_name(self.month), "count": count})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        month = self.month
        return f"{reverse('vouchers')}?since={month.start}&until={month.period.last_day}"

"""The cash book: what came in and went out each day, by way of payment; as a page and as Excel."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.selectors.cash_book import CashBookDay, cash_book
from invoices.modules.payments.selectors.receipts import latest_day
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.months import OfMonth, month_name
from property_ops.framework.web.pages import Button, Page
from property_ops.kernel.period import Month


class LatestCashBook(Page):
    """To the latest month in which money came in."""

    permission_required = "payments.view"
    menu = "cash_book"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        asked = request.GET.get("month") or str(Month.of(latest_day(until=today) or today))
        return HttpResponseRedirect(reverse("cash_book_of", args=[asked]))


class CashBook(OfMonth):
    permission_required = "payments.view"
    menu = "cash_book"
    title = _("Cash book")
    template_name = "payments/cash_book.html"

    def get_subtitle(self) -> str:
        said = gettext(
            "By the day of posting: what was recorded after a month was closed stands in the month it is posted in."
        )
        return f"{self.month} · {said}"

    def buttons(self) -> Sequence[Button]:
        here = reverse("cash_book_of", args=[self.month])
        return (Button(_("Export to Excel"), f"{here}?export=xlsx", "file-spreadsheet"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days, total = cash_book(self.month)
        return super().get_context_data(**kwargs) | {
            "days": days,
            "total": total,
            "channels": [gettext(PaymentChannel(channel).word) for channel in PaymentChannel],
            "month": self.month,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export") != "xlsx":
            return super().get(request, *args, **kwargs)
        days, _total = cash_book(self.month)
        rows = [_row(day) for day in days]
        heads = list(rows[0]) if rows else [gettext("Day")]
        name = f"{self.title} {self.month}"
        told = [gettext("Period: %(days)s") % {"days": month_name(self.month)}]
        return workbook_response(heads, iter(rows), name=name, told=told, totals=heads[1:])[0]


def _row(day: CashBookDay) -> Mapping[str, Any]:
    return dict(_cells(day))


def _cells(day: CashBookDay) -> Iterator[tuple[str, Any]]:
    yield gettext("Day"), day.day
    yield gettext("Receipts"), day.count
    for channel, amount in zip(PaymentChannel, day.by_channel(), strict=True):
        yield gettext(PaymentChannel(channel).word), amount
    yield gettext("Received"), day.total
    yield gettext("of which of earlier days"), day.late
    yield gettext("Fees"), day.fees
    yield gettext("Paid out"), day.out
    yield gettext("Net"), day.net

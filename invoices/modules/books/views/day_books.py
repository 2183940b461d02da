"""Day books (现金日记账、银行存款日记账): every posting of an account of money, with the balance behind it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books.selectors.daybook import day_book, money_accounts
from invoices.modules.ledger.public import latest_day
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.months import OfMonth, month_name
from property_ops.framework.web.pages import Button, Page
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month

VIEW, BANK, CASH = "books.view", "1002", "1001"


class LatestDayBook(Page):
    """To the bank's, of the month of the latest entry."""

    permission_required = VIEW
    menu = "day_books"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        month = Month.of(latest_day(until=today) or today)
        return HttpResponseRedirect(reverse("day_book", args=[BANK, month]))


class OfMoney(OfMonth):
    """A page of an account of money and a month."""

    @cached_property
    def accounts(self) -> list[tuple[str, str]]:
        return money_accounts()

    @cached_property
    def account(self) -> tuple[str, str]:
        found = [row for row in self.accounts if row[0] == self.kwargs["account"]]
        if not found:
            raise Http404
        return found[0]

    def get_subtitle(self) -> str:
        return f"{' '.join(self.account)} · {month_name(self.month)}"


class DayBook(OfMoney):
    permission_required = VIEW
    menu = "day_books"
    title = _("Day book")
    template_name = "books/day_book.html"

    def buttons(self) -> Sequence[Button]:
        found = [Button(_("Export to Excel"), f"{self._here(self.month)}?export=xlsx", "file-spreadsheet")]
        if self.account[0] != CASH:
            url = reverse("reconciliation", args=[self.account[0], self.month])
            found.append(Button(_("Bank reconciliation"), url, "scale"))
        return found

    def _here(self, month: Month) -> str:
        return reverse("day_book", args=[self.account[0], month])

    @cached_property
    def found(self) -> Any:
        return day_book(self.account[0], self.month.period)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opening, lines = self.found
        return super().get_context_data(**kwargs) | {
            "opening": opening,
            "lines": lines,
            "came": sum((line.came or ZERO for line in lines), ZERO),
            "went": sum((line.went or ZERO for line in lines), ZERO),
            "closing": lines[-1].balance if lines else opening,
            "month": self.month,
            "books": [
                (f"{code} {name}", reverse("day_book", args=[code, self.month]), code == self.account[0])
                for code, name in self.accounts
            ],
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.account  # noqa: B018  # 404 for what is no account of money
        if request.GET.get("export") != "xlsx":
            return super().get(request, *args, **kwargs)
        heads = [
            gettext("Posted on"),
            gettext("Value date"),
            gettext("Voucher"),
            gettext("Entry"),
            gettext("Summary"),
            gettext("Received"),
            gettext("Paid out"),
            gettext("Running balance"),
        ]
        name = f"{self.account[1]}日记账-{self.month}"
        told = [gettext("Period: %(days)s") % {"days": month_name(self.month)}]
        return workbook_response(heads, self._rows(heads), name=name, told=told, totals=heads[5:7])[0]

    def _rows(self, heads: Sequence[str]) -> Iterator[dict[str, Any]]:
        opening, lines = self.found
        first = (None, None, None, None, gettext("Opening balance"), None, None, opening)
        yield dict(zip(heads, first, strict=True))
        for line in lines:
            cells = (
                line.posted_on,
                line.value_day,
                line.voucher,
                line.number,
                line.words,
                line.came,
                line.went,
                line.balance,
            )
            yield dict(zip(heads, cells, strict=True))

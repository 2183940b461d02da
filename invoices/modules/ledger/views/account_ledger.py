"""The ledger of one account: a line a month (总账), or every posting with the balance after it (明细账)."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors
from invoices.modules.ledger.reports import papers
from invoices.modules.ledger.views.scope import ScopedPage
from property_ops.framework.web.files import pdf_response

PER_PAGE = 200
MOST_ON_PAPER = 5_000
ENTRIES = "entries"


class AccountLedger(ScopedPage):
    permission_required = "ledger.view"
    personal_data = True
    menu = "trial_balance"
    above = ((_("Trial balance"), "trial_balance"),)
    template_name = "ledger/account.html"

    @cached_property
    def account(self) -> Any:
        account = selectors.account_coded(self.kwargs["code"])
        if account is None:
            raise Http404
        return account

    def get_title(self) -> str:
        return str(self.account)

    def get_subtitle(self) -> Any:
        return _("Ledger of an account")

    @cached_property
    def opening(self) -> Any:
        return selectors.opening_of(self.account.code, self.scope)

    @cached_property
    def months(self) -> Any:
        return selectors.months_of(self.account.code, self.scope)

    @cached_property
    def legs(self) -> Any:
        return selectors.legs_of(self.account.code, self.scope)

    def found(self) -> dict[str, Any]:
        by_entry = self.request.GET.get("view") == ENTRIES
        found = {"by_entry": by_entry, "opening": self.opening, "months": self.months}
        if not by_entry:
            return found
        page = Paginator(self.legs, PER_PAGE).get_page(self.request.GET.get("page"))
        first = max(page.start_index() - 1, 0)
        lines = list(selectors.postings(self.legs, self.opening, start=first, stop=first + PER_PAGE))
        return {**found, "page_of_legs": page, "lines": [(line, _words(line)) for line in lines], "first": first}

    def excel(self) -> FileResponse:
        headings = [
            gettext("Day"),
            gettext("Entry"),
            gettext("Summary"),
            gettext("Month"),
            gettext("Account code"),
            gettext("Estate code"),
            gettext("Account (户)"),
            gettext("Debit"),
            gettext("Credit"),
            gettext("Running balance"),
        ]
        title = gettext("Ledger of %(account)s") % {"account": self.account}
        return self.workbook(headings, self._cells(headings), title=title, totals=headings[7:9])

    def _cells(self, headings: list[str]) -> Iterator[dict[str, Any]]:
        first = (None, None, gettext("Opening balance"), None, None, None, None, None, None, self.opening)
        yield dict(zip(headings, first, strict=True))
        for line in selectors.postings(self.legs, self.opening):
            cells = (
                line.posted_on,
                line.number,
                _words(line),
                f"{line.month:%Y-%m}",
                line.account,
                line.estate,
                line.subledger,
                line.debit,
                line.credit,
                line.balance,
            )
            yield dict(zip(headings, cells, strict=True))

    def pdf(self) -> HttpResponse:
        lines = selectors.postings(self.legs, self.opening, stop=MOST_ON_PAPER)
        data = papers.account_ledger(
            str(self.account),
            self.months,
            self.opening,
            lines,
            self.scope,
            place=self.place,
            left_out=max(0, self.legs.count() - MOST_ON_PAPER),
        )
        return pdf_response(data, self.file_name(f"ledger-{self.account.code}"))


def _words(line: Any) -> str:
    return selectors.words_of(line.source, line.memo)

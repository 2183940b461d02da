"""The trial balance (科目余额表): opening, movement and closing of every account."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors
from invoices.modules.ledger.domain.accounts import ancestors
from invoices.modules.ledger.domain.reports import TrialRow, total_of
from invoices.modules.ledger.reports import papers
from invoices.modules.ledger.views.scope import ScopedPage
from property_ops.framework.web.files import pdf_response
from property_ops.framework.workbook import Below, cell_at


class TrialBalance(ScopedPage):
    title = _("Trial balance")
    permission_required = "ledger.view"
    template_name = "ledger/trial_balance.html"

    @cached_property
    def rows(self) -> list[TrialRow]:
        return selectors.trial_balance_of(self.scope)

    def found(self) -> dict[str, Any]:
        return {"rows": self.rows, "total": total_of(self.rows)}

    def excel(self) -> FileResponse:
        headings = papers.trial_headings()
        return self.workbook(headings, self._cells(headings), below=self._below(headings))

    def _below(self, headings: list[str]) -> dict[str, Below]:
        """The sums of the accounts that are posted to: headings among them add these up already."""
        above = {ancestor for row in self.rows for ancestor in ancestors(row.code)}
        posted = [place for place, row in enumerate(self.rows) if row.code not in above]
        total = total_of(self.rows)
        columns = list(zip(headings[2:], [getattr(total, one.name) for one in fields(total)], strict=True))
        return {
            heading: ("+".join(cell_at(place, column) for place in posted) or "0", value)
            for column, (heading, value) in enumerate(columns, start=2)
        }

    def _cells(self, headings: list[str]) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            yield dict(zip(headings, (row.code, row.name, *row.sides), strict=True))

    def pdf(self) -> HttpResponse:
        data = papers.trial_balance(self.rows, self.scope, place=self.place)
        return pdf_response(data, self.file_name("trial-balance"))

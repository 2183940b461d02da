"""银行存款余额调节表: what the bank says beside what the books say, prepared by one and signed by another."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books.approvals import RECONCILIATIONS
from invoices.modules.books.domain.reconciling import ItemKind, ReconcilingDraft
from invoices.modules.books.public import prepare_reconciliation
from invoices.modules.books.reports.reconciliation_paper import reconciliation_pdf
from invoices.modules.books.selectors.daybook import (
    balance_of,
    in_transit,
    reconciliation_of,
    unreconciled_months,
)
from invoices.modules.books.views.day_books import OfMoney
from invoices.modules.payments.public import closing_balance, closing_balances
from property_ops.framework.approval.display import decision, state_badge
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.kernel.period import Month

LINES = 6


class ReconciliationForm(forms.Form):
    """The bank's balance, and what is in transit beside what the papers say themselves."""

    statement = Amount(label=_("balance of the bank's statement"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", "–"), *((kind.value, gettext(ItemKind(kind).word)) for kind in ItemKind)]
        for line in range(1, LINES + 1):
            self._add(f"kind_{line}", forms.ChoiceField(choices=kinds, required=False), _("kind"), line)
            self._add(f"day_{line}", DayField(label="", required=False), _("day"), line)
            self._add(f"about_{line}", forms.CharField(max_length=120, required=False), _("what for"), line)
            self._add(f"amount_{line}", Amount(required=False), _("amount"), line)

    def _add(self, name: str, field: Any, words: Any, line: int) -> None:
        field.label = f"{words} {line}"
        look = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs |= {"aria-label": field.label, "class": f"{look} form-control-sm"}
        self.fields[name] = field

    def rows(self) -> Iterator[list[Any]]:
        for line in range(1, LINES + 1):
            yield [self[f"{name}_{line}"] for name in ("kind", "day", "about", "amount")]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for line in range(1, LINES + 1):
            said = [values.get(f"{name}_{line}") for name in ("kind", "day", "about", "amount")]
            if any(said) and not all(said):
                self.add_error(f"amount_{line}", _("Fill in kind, day, words and amount."))
        return values

    def items(self) -> list[ReconcilingDraft]:
        found = []
        for line in range(1, LINES + 1):
            said = {name: self.cleaned_data[f"{name}_{line}"] for name in ("kind", "day", "about", "amount")}
            if said["amount"]:
                found.append(ReconcilingDraft(**said))
        return found


class NextReconciliation(Page):
    """To the oldest that is not done; else to the day book."""

    permission_required = "books.view"
    menu = "day_books"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = unreconciled_months(before=Month.of(timezone.localdate()).start)
        if found := rows.order_by("since", "account").first():
            return redirect("reconciliation", found["account"], Month.of(found["since"]))
        return redirect("day_books")


class Reconciliation(OfMoney, FormPage):
    permission_required = "books.view"
    menu = "day_books"
    title = _("Bank reconciliation")
    template_name = "books/reconciliation.html"
    form_class = ReconciliationForm
    submit_label = _("Prepare")
    success_message = _("Prepared. Another person signs it.")

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(_("Day book"), reverse("day_book", args=[self.account[0], self.month])),)

    def buttons(self) -> Sequence[Button]:
        if not reconciliation_of(self.account[0], self.month):
            return ()
        url = reverse("reconciliation_pdf", args=[self.account[0], self.month])
        return (Button(_("Print"), url, "printer"),)

    def get_initial(self) -> dict[str, Any]:
        """What the bank's own file says it stood at."""
        return {"statement": closing_balance(self.account[0], self.month)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.account[0]
        found = reconciliation_of(code, self.month)
        known = [] if found else in_transit(code, self.month)
        return super().get_context_data(**kwargs) | {
            "found": found,
            "facts": self._facts(found) if found else [],
            "decision": decision(RECONCILIATIONS, found, self.user, question=_("Sign it?")) if found else None,
            "told": [] if found else closing_balances(code, self.month),
            "items": [(gettext(ItemKind(one.kind).word), one) for one in (found.items.all() if found else known)],
            "book": found.book if found else balance_of(code, before=self.month.end),
            "may_prepare": not found and self.user.has_perm("books.prepare"),
            "last_day": self.month.period.last_day,
        }

    def _facts(self, found: Any) -> list[Fact]:
        facts = [
            Fact(_("State"), state_badge(found.state)),
            *facts_of(found, "book", "statement", "adjusted", "prepared_by", "prepared_at"),
        ]
        if found.decided_by:
            facts += facts_of(found, "decided_by", "decided_at")
        return facts

    def form_valid(self, form: Any) -> HttpResponse:
        code, month = self.account[0], self.month
        items = [*in_transit(code, month), *form.items()]
        prepare_reconciliation(
            account=code,
            month=month,
            statement=form.cleaned_data["statement"],
            items=items,
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("reconciliation", args=[self.account[0], self.month])


class ReconciliationPdf(OfMoney):
    permission_required = "books.view"
    menu = "day_books"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        code, name = self.account
        found = reconciliation_of(code, self.month)
        if not found:
            raise Http404
        paper = reconciliation_pdf(found, account=f"{code} {name}")
        return pdf_response(paper, f"银行存款余额调节表-{code}-{self.month}.pdf")

"""银行存款余额调节表: what the bank says beside what the books say, prepared by one and signed by another."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books.approvals import RECONCILIATIONS
from invoices.modules.books.domain.reconciling import ItemKind, ReconcilingDraft
from invoices.modules.books.public import prepare_reconciliation
from invoices.modules.books.selectors.daybook import balance_of, in_transit, money_accounts, reconciliation_of
from property_ops.framework.approval.display import decision, state_badge
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.months import month_in, month_name
from property_ops.framework.web.pages import Crumb, FormPage
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


class Reconciliation(FormPage):
    permission_required = "books.view"
    menu = "day_books"
    title = _("Bank reconciliation")
    template_name = "books/reconciliation.html"
    form_class = ReconciliationForm
    submit_label = _("Prepare")
    success_message = _("Prepared. Another person signs it.")

    @cached_property
    def month(self) -> Month:
        return month_in(self.kwargs)

    @cached_property
    def account(self) -> tuple[str, str]:
        found = [row for row in money_accounts() if row[0] == self.kwargs["account"]]
        if not found:
            raise Http404
        return found[0]

    def get_subtitle(self) -> str:
        return f"{' '.join(self.account)} · {month_name(self.month)}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(_("Day book"), reverse("day_book", args=[self.account[0], self.month])),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = self.account[0]
        found = reconciliation_of(code, self.month)
        known = [] if found else in_transit(code, self.month)
        return super().get_context_data(**kwargs) | {
            "found": found,
            "facts": self._facts(found) if found else [],
            "decision": decision(RECONCILIATIONS, found, self.user, question=_("Sign it?")) if found else None,
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

"""Entering the balances by account: every account that balances stand on, with its debit and credit."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.opening import selectors
from invoices.modules.opening.services import BalanceLine, prepare_opening
from invoices.modules.opening.views.openings import PREPARE
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import FormPage
from property_ops.kernel.money import ZERO


class BalancesForm(forms.Form):
    day = DayField(label=_("Balances of the end of"))
    reference = forms.CharField(
        label=_("paper"), max_length=120, help_text=_("where they are from, such as: 2021 ledger, trial balance")
    )

    def __init__(self, *args: Any, accounts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        for code, name in accounts:
            for side, word in (("debit", _("Debit")), ("credit", _("Credit"))):
                field = Amount(label=f"{code} {name} {word}", required=False)
                field.widget.attrs["aria-label"] = field.label
                self.fields[f"{side}_{code}"] = field

    def heading_fields(self) -> list[Any]:
        return [self["day"], self["reference"]]

    def rows(self) -> Iterator[tuple[str, str, Any, Any]]:
        for code, name in self.accounts:
            yield code, name, self[f"debit_{code}"], self[f"credit_{code}"]

    def balances(self) -> list[BalanceLine]:
        sums = [
            (code, (self.cleaned_data[f"debit_{code}"] or ZERO) - (self.cleaned_data[f"credit_{code}"] or ZERO))
            for code, _name in self.accounts
        ]
        return [BalanceLine(code, amount) for code, amount in sums if amount]


class NewOpening(FormPage):
    permission_required = PREPARE
    menu = "openings"
    above = ((_("Opening balances"), "openings"),)
    success_url = reverse_lazy("openings")
    title = _("Balances by account")
    subtitle = _("Debits and credits are equal. Another person approves them; then they are posted on their day.")
    template_name = "opening/entering.html"
    form_class = BalancesForm
    success_message = _("Prepared. Another person approves it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"accounts": selectors.balance_accounts()}

    def form_valid(self, form: Any) -> HttpResponse:
        prepare_opening(
            day=form.cleaned_data["day"],
            reference=form.cleaned_data["reference"],
            balances=form.balances(),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

"""Preparing a credit note of a bill: how much of each line, why, and what is billed instead."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import visible_bills
from invoices.modules.credit_notes import selectors
from invoices.modules.credit_notes.domain.rebilling import calculation_of
from invoices.modules.credit_notes.services import Credit, prepare_credit_note
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.money import ZERO, Yuan


class CreditForm(forms.Form):
    """The reason, and `lines`: a small form for each line of the bill."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Printed on the credit note."),
    )

    def __init__(self, *args: Any, bill: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = list(bill.lines.select_related("charge").order_by("position"))
        given = selectors.credited([line.pk for line in lines])
        data = self.data if self.is_bound else None
        self.lines = [LineForm(data=data, line=line, credited=given.get(line.pk, ZERO)) for line in lines]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(line.is_valid() for line in self.lines)])

    @property
    def credits(self) -> list[Credit]:
        return [credit for line in self.lines if (credit := line.credit)]


class LineForm(forms.Form):
    """One line of the bill: so much of it, or all of it and billed anew by another quantity or price."""

    amount = Amount(label=_("to be credited"), required=False)
    quantity = Measure(label=_("new quantity"), required=False, decimal_places=4, max_digits=14, min_value=0)
    unit_price = Measure(label=_("new unit price"), required=False, decimal_places=6, max_digits=16, min_value=0)

    def __init__(self, *, data: Any, line: Any, credited: Yuan) -> None:
        super().__init__(data=data, prefix=str(line.pk))
        self.line, self.left = line, line.amount - credited
        ratio = Fraction(line.ratio_numerator, line.ratio_denominator)
        charged = Calculation(line.quantity, line.quantity_unit, line.unit_price, ratio)
        self.now = calculation_of(charged, amount=line.amount)
        for name, field in self.fields.items():
            field.widget.attrs |= {"class": "form-control", "aria-label": f"{line.item_name} {field.label}"}
            field.widget.attrs["placeholder"] = {"amount": self.left.grouped()}.get(name, "")

    @property
    def credit(self) -> Credit | None:
        """What was typed; None where nothing was. Who bills a line anew credits all that is left of it."""
        values = self.cleaned_data
        instead = self._instead(values.get("quantity"), values.get("unit_price"))
        amount = values.get("amount") or (self.left if instead else None)
        return None if amount is None else Credit(self.line.pk, amount, instead)

    def _instead(self, quantity: Decimal | None, price: Decimal | None) -> Calculation | None:
        if quantity is None and price is None:
            return None
        return Calculation(
            self.now.quantity if quantity is None else quantity,
            self.now.quantity_unit,
            self.now.unit_price if price is None else price,
            self.now.ratio,
        )


class CreditPage(FormPage):
    permission_required = "credit_notes.prepare"
    personal_data = True
    menu = "bills"
    title = _("Credit note")
    template_name = "credit_notes/credit.html"
    form_class = CreditForm
    success_message = _("The credit note waits for another person's approval.")

    @cached_property
    def bill(self) -> Any:
        return get_object_or_404(visible_bills(self.user).exclude(number=None), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return f"{self.bill.number} · {self.bill.estate_name} · {self.bill.unit_code} · {self.bill.payer_name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Bills"), reverse("bills")), Crumb(self.bill.number, reverse("bill", args=[self.bill.pk]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bill": self.bill}

    def form_valid(self, form: Any) -> HttpResponse:
        self.note = prepare_credit_note(
            bill=self.bill,
            credits=form.credits,
            reason=form.cleaned_data["reason"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("credit_note", args=[self.note.pk])

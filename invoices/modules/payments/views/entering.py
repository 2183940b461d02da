"""Entering a receipt at the counter."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.selectors.parties import account_meant
from invoices.modules.payments.services import enter
from property_ops.framework.fields import choices_of
from property_ops.framework.web.inputs import PAST_DAYS, DayField
from property_ops.framework.web.pages import FormPage
from property_ops.kernel.money import NotMoney, Yuan


class Money(forms.CharField):
    """Yuan with at most two decimals."""

    def clean(self, value: Any) -> Yuan | None:
        written = super().clean(value)
        if not written:
            return None
        try:
            return Yuan.parse(written.lstrip("¥￥ "))
        except NotMoney as error:
            raise forms.ValidationError(error.sentence(gettext)) from error


class ReceiptForm(forms.Form):
    unit_code = forms.CharField(label=_("Account (unit code)"), max_length=60, help_text=_("such as BC01-5-2-301"))
    amount = Money(label=_("Amount"))
    channel = forms.ChoiceField(label=_("Way of payment"))
    transaction = forms.CharField(
        label=_("Transaction number"), max_length=64, required=False, help_text=_("not needed for cash")
    )
    day = DayField(label=_("Received on"), usual=PAST_DAYS)
    payer_name = forms.CharField(
        label=_("Payer"), max_length=60, required=False, help_text=_("if it is not the one who owes")
    )
    memo = forms.CharField(label=_("Payment memo"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = choices_of(PaymentChannel)  # type: ignore[attr-defined]


class EnterReceipt(FormPage):
    """Cash, or a payment that is known before its file comes. What is over is an advance of the account."""

    permission_required = "payments.enter"
    menu = "receipts"
    above = ((_("Receipts"), "receipts"),)
    title = _("Enter a receipt")
    subtitle = _("It pays the oldest lines first; what is over stays with the account for later bills.")
    submit_label = _("Record and issue the receipt")
    form_class = ReceiptForm
    receipt: Any = None

    def get_initial(self) -> dict[str, Any]:
        return _initial(self.request)

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        today = timezone.localdate()
        movement = MoneyMovement(
            channel=PaymentChannel(said["channel"]),
            transaction=said["transaction"].strip(),
            day=said["day"],
            amount=said["amount"],
            name=said["payer_name"].strip(),
            memo=said["memo"].strip(),
        )
        account = account_meant(said["unit_code"].strip().upper(), movement.name, on=today)
        self.receipt = enter(
            movement=movement,
            unit_code=account.unit_code,
            party=account.party,
            by=self.user,
            now=timezone.now(),
            today=today,
        )
        messages.success(self.request, gettext("Receipt %(number)s is recorded.") % {"number": self.receipt.number})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("receipt", args=[self.receipt.pk])


def _initial(request: HttpRequest) -> dict[str, Any]:
    return {"unit_code": request.GET.get("unit", "")[:60], "day": timezone.localdate(), "channel": "cash"}

"""Saying what money was that no resident paid: forms of a receipt and of a payment out."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import (
    ACCOUNTS,
    CAME_FROM,
    FEES,
    GOING_OUT,
    OF_AN_ESTATE,
    OWN,
    PAYABLES,
    SUPPLIERS,
    WENT_FOR,
    PaymentChannel,
)
from invoices.modules.payments.selectors import disbursements as read
from invoices.modules.payments.selectors import receipts as read_receipts
from invoices.modules.payments.selectors.owed import owed_papers
from invoices.modules.payments.services import (
    PaymentCodingDraft,
    code_payment,
    propose_refund_link,
    reverse_payment_out,
    transfer_in,
    undo_coding,
)
from invoices.modules.payments.views.entering import Money
from property_ops.framework.web.pages import Crumb, FormPage, ReasonForm
from property_ops.kernel.text import gettext_noop

FROM = {
    "1012.01": gettext_noop("1012.01 WeChat"),
    "1012.02": gettext_noop("1012.02 Alipay"),
    "1012.03": gettext_noop("1012.03 bank cards"),
    "1001": gettext_noop("1001 cash"),
}
FOR = {
    "2202": gettext_noop("2202 payable: pays what a cost voucher booked"),
    "2211": gettext_noop("2211 wages payable: pays what a cost voucher booked"),
    FEES: gettext_noop("5603.01 the bank's fee"),
    "1012.01": gettext_noop("1012.01 own transfer to WeChat"),
    "1012.02": gettext_noop("1012.02 own transfer to Alipay"),
    "1012.03": gettext_noop("1012.03 own transfer to the card acquirer"),
    "1001": gettext_noop("1001 own transfer to cash"),
}


def coded_rows(thing: Any) -> list[tuple[Any, str]]:
    """What was said of a receipt or a payment, each with its words."""
    return [(one, _words(one)) for one in read.codings_of(thing)]


def _words(one: Any) -> str:
    if one.refund:
        return gettext("refund %(number)s") % {"number": one.refund.number}
    if one.receipt_id and one.account in FROM:
        return gettext("own transfer from %(account)s") % {"account": gettext(FROM[one.account])}
    words = gettext(FOR[one.account]) if one.account in FOR else dict(read.accounts_named([one.account]))[one.account]
    if one.paper:
        return f"{words} · {one.paper}"
    return f"{words} · {one.estate.name}" if one.estate and one.account in OF_AN_ESTATE else words


class TransferForm(forms.Form):
    account = forms.ChoiceField(label=_("From which account"))
    estate: Any = forms.ModelChoiceField(
        queryset=None, label=_("Estate"), required=False, help_text=_("for subsidy, maintenance fund, common income")
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [  # type: ignore[attr-defined]
            *((one, gettext(FROM[one])) for one in OWN if one != ACCOUNTS[PaymentChannel(channel)]),
            *read.accounts_named([*OF_AN_ESTATE, *CAME_FROM]),
        ]
        self.fields["estate"].queryset = read.estates()  # type: ignore[attr-defined]


class TransferIn(FormPage):
    permission_required = "payments.match"
    menu = "receipts"
    title = _("Not a resident's money")
    subtitle = _("A settlement of WeChat or Alipay, cash that was paid in, a subsidy, a loan, interest.")
    narrow = True
    success_message = _("It is no resident's payment.")
    form_class = TransferForm

    @cached_property
    def receipt(self) -> Any:
        return get_object_or_404(read_receipts.all_receipts(), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Receipts"), reverse("receipts")), Crumb(self.receipt.number, self.get_success_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"channel": self.receipt.channel}

    def form_valid(self, form: Any) -> HttpResponse:
        transfer_in(
            receipt=self.receipt.pk, by=self.user, now=timezone.now(), today=timezone.localdate(), **form.cleaned_data
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("receipt", args=[self.kwargs["pk"]])


class OfPayment(FormPage):
    """A form about one payment out."""

    menu = "receipts"
    narrow = True

    @cached_property
    def payment(self) -> Any:
        return get_object_or_404(read.payments_out(), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        one = self.payment
        return f"{one.paid_on} · {one.payee_name or '—'} · {one.memo or '—'} · ¥{one.amount.grouped()}"

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Payments out"), reverse("payments_out")),
            Crumb(self.payment.transaction, self.get_success_url()),
        ]

    def get_success_url(self) -> str:
        return reverse("payment_out", args=[self.kwargs["pk"]])


class CodeForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What the payment was for"),
        help_text=_("Costs are booked by vouchers: the payment settles what is owed, and is no cost once more."),
    )
    estate: Any = forms.ModelChoiceField(
        queryset=None, label=_("Estate"), required=False, help_text=_("for payables, subsidy, fund: whose it was")
    )
    paper = forms.ChoiceField(
        label=_("Cost voucher"),
        required=False,
        help_text=_("for 2202: it pays just that, and takes its estate. Empty: on account of the supplier."),
    )
    amount = Money(label=_("Amount"), help_text=_("A smaller amount splits the payment: the rest waits."))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, payment: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = ACCOUNTS[PaymentChannel(payment.channel)]
        accounts = [(one, gettext(name)) for one, name in FOR.items() if one != own]
        refunds = [
            (f"{GOING_OUT}/{one.pk}", gettext("refund %(number)s") % {"number": f"{one.number} · {one.payee_name}"})
            for one in read.refunds_it_may_pay(payment)
        ]
        others = read.accounts_named([*OF_AN_ESTATE, *WENT_FOR])
        self.fields["what"].choices = [*refunds, *accounts, *others]  # type: ignore[attr-defined]
        self.fields["estate"].queryset = read.estates()  # type: ignore[attr-defined]
        self.fields["paper"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.number, f"{one.number} · {one.words} · ¥{one.amount.grouped()}") for one in owed_papers()),
        ]


class CodePayment(OfPayment):
    permission_required = "payments.match"
    personal_data = True
    title = _("Code the payment")
    success_message = _("The payment is coded.")
    form_class = CodeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"payment": self.payment, "initial": {"amount": self.payment.left}}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        account, _slash, refund = said["what"].partition("/")
        paper = said["paper"] if account == SUPPLIERS else ""
        estate = said["estate"] if account in (*PAYABLES, *OF_AN_ESTATE) else None
        code_payment(
            disbursement=self.payment.pk,
            said=PaymentCodingDraft(
                account, said["amount"], estate, int(refund) if refund else None, said["note"], paper
            ),
            by=self.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        return super().form_valid(form)


class TieForm(forms.Form):
    receipt = forms.CharField(label=_("Receipt number"), max_length=30, help_text=_("such as SJ2022-000001"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ProposeRefundLink(OfPayment):
    permission_required = "payments.refund"
    personal_data = True
    title = _("Gives back a receipt")
    form_class = TieForm
    success_message = _("It waits for another person's approval.")

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        number = said["receipt"].strip().upper()
        propose_refund_link(
            disbursement=self.payment.pk, receipt=number, reason=said["reason"], by=self.user, now=timezone.now()
        )
        return super().form_valid(form)


class ReversePaymentOut(OfPayment):
    permission_required = "payments.reverse"
    personal_data = True
    title = _("Reverse the payment out")
    form_class = ReasonForm
    success_message = _("The payment out is reversed.")

    def form_valid(self, form: Any) -> HttpResponse:
        reverse_payment_out(
            disbursement=self.payment.pk,
            because=form.cleaned_data["because"],
            by=self.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        return super().form_valid(form)


class UndoCoding(FormPage):
    permission_required = "payments.match"
    menu = "receipts"
    title = _("Take back what was said")
    subtitle = _("The money waits to be coded again. The history stays.")
    form_class = ReasonForm
    narrow = True
    success_message = _("It is taken back.")

    @cached_property
    def coding(self) -> Any:
        return get_object_or_404(read.all_codings(), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        undo_coding(
            coding=self.coding.pk,
            because=form.cleaned_data["because"],
            by=self.user,
            today=timezone.localdate(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        one = self.coding
        if one.receipt_id:
            return reverse("receipt", args=[one.receipt_id])
        return reverse("payment_out", args=[one.disbursement_id])

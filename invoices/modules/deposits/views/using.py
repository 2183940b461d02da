"""Paying a deposit back, setting it off against debts, and the page on which another person decides."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.deposits import selectors
from invoices.modules.deposits.approvals import DEPOSIT_USES
from invoices.modules.deposits.domain.uses import UseKind
from invoices.modules.deposits.services import propose_return, propose_set_off
from invoices.modules.deposits.views.deposits import USE, VIEW, list_crumb, words_of
from invoices.modules.payments.public import Payee, PaymentChannel
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.fields import choices_of
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.pages import Crumb, FormPage


class SetOffForm(forms.Form):
    amount = Amount(label=_("Amount"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReturnForm(SetOffForm):
    channel = forms.ChoiceField(label=_("Way of payment"))
    payee_name = forms.CharField(label=_("Payee"), max_length=60)
    payee_account = forms.CharField(label=_("Payee's account"), max_length=64, required=False)
    field_order = ("amount", "channel", "payee_name", "payee_account", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["channel"].choices = choices_of(PaymentChannel)


class UseOfDeposit(FormPage):
    """What both ways of using one have in common."""

    personal_data = True
    permission_required = USE
    menu = "deposits"
    submit_label = _("Ask for approval")
    success_message = _("It waits for another person's approval.")
    template_name = "deposits/use_form.html"
    use: Any = None

    @cached_property
    def deposit(self) -> Any:
        return get_object_or_404(selectors.visible_deposits(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        one = self.deposit
        return f"{one.number} · {one.kind.name} · {words_of(one)}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), Crumb(self.deposit.number, reverse("deposit", args=[self.deposit.pk])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = selectors.due_lines(self.deposit, on=timezone.localdate())
        return super().get_context_data(**kwargs) | {"deposit": self.deposit, "lines": lines}

    def get_success_url(self) -> str:
        return reverse("deposit_use", args=[self.use.pk])


class ReturnDeposit(UseOfDeposit):
    title = _("Pay a deposit back")
    form_class = ReturnForm

    def get_initial(self) -> dict[str, Any]:
        one = self.deposit
        return {"amount": str(one.free), "payee_name": one.whose, "channel": PaymentChannel.BANK.value}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        payee = Payee(said["payee_name"].strip(), PaymentChannel(said["channel"]), said["payee_account"].strip())
        self.use = propose_return(
            deposit_id=self.deposit.pk,
            amount=said["amount"],
            payee=payee,
            reason=said["reason"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class SetOffDeposit(UseOfDeposit):
    form_class = SetOffForm

    def get_title(self) -> str:
        if self.deposit.provider_id:
            return gettext("Keep so much of the deposit by the agreement")
        return gettext("Set a deposit off against debts")

    def get_initial(self) -> dict[str, Any]:
        one = self.deposit
        return {} if one.provider_id else {"amount": str(min(one.free, selectors.due(one, on=timezone.localdate())))}

    def form_valid(self, form: Any) -> HttpResponse:
        said, now = form.cleaned_data, timezone.now()
        self.use = propose_set_off(
            deposit_id=self.deposit.pk,
            amount=said["amount"],
            reason=said["reason"],
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)


class DepositUsePage(DecidedPage):
    permission_required = VIEW
    personal_data = True
    kind = DEPOSIT_USES
    question = _("Have you compared it with the deposit's receipt and the inspection?")
    menu = "deposits"
    template_name = "deposits/use.html"

    def get_title(self) -> str:
        return f"{gettext(self.object.what)} ¥{self.object.amount.grouped()}"

    def get_subtitle(self) -> str:
        return words_of(self.object.deposit)

    def breadcrumbs(self) -> Sequence[Crumb]:
        one = self.object.deposit
        return (list_crumb(), Crumb(one.number, reverse("deposit", args=[one.pk])))

    def facts(self) -> Sequence[Fact]:
        one = self.object
        facts = [
            Fact(_("Deposit"), one.deposit.number, reverse("deposit", args=[one.deposit.pk])),
            Fact(_("Kind of deposit"), one.deposit.kind.name),
            Fact(_("What was given"), one.deposit.amount),
            *facts_of(one, "amount", "reason", "number", "posted_on"),
        ]
        if one.kind == UseKind.BACK:
            way = gettext(PaymentChannel(one.channel).word)
            facts += [Fact(_("Way of payment"), way), *facts_of(one, "payee_name", "payee_account", "refund")]
        return facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        lines = selectors.due_lines(one.deposit, on=timezone.localdate()) if one.waits else ()
        return super().get_context_data(**kwargs) | {
            "lines": lines,
        }

"""Taking a deposit, over the counter or out of a receipt that waits; and undoing one that was none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
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
from invoices.modules.deposits.services import (
    GivenDeposit,
    ProvidersDeposit,
    take_deposit,
    take_from_provider,
    turn_into_deposit,
    turn_into_providers_deposit,
    undo_deposit,
)
from invoices.modules.deposits.views.deposits import APPROVE, TAKE, list_crumb
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, Share
from property_ops.framework.fields import choices_of
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.pages import Action, Crumb, FormPage, ReasonForm
from property_ops.modules.estates.kit import OfUnit
from property_ops.modules.providers.public import visible_providers

RECEIVED, AGREEMENT = "received", "agreement"


class TakeDepositForm(forms.Form):
    payer = forms.ChoiceField(label=_("Whose it is"))
    kind = forms.ChoiceField(label=_("Kind of deposit"))
    amount = Amount(label=_("Amount"))
    channel = forms.ChoiceField(label=_("Way of payment"))
    transaction = forms.CharField(
        label=_("Transaction number"),
        max_length=64,
        required=False,
        help_text=_("of the card slip or the phone; of money that is there already, the number of the receipt"),
    )
    about = forms.CharField(label=_("What for"), max_length=80, required=False)

    def __init__(self, *args: Any, payers: Sequence[Any], kinds: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["payer"].choices = [(str(one.pk), f"{one.name}（{gettext(one.get_role_display())}）") for one in payers]
        fields["kind"].choices = [(one.code, one.name) for one in kinds]
        ways = choices_of(PaymentChannel)
        fields["channel"].choices = [*ways, (RECEIVED, gettext("received already, waits to be matched"))]


class TakeDeposit(OfUnit, FormPage):
    personal_data = True
    permission_required = TAKE
    menu = "deposits"
    form_class = TakeDepositForm
    submit_label = _("Take the deposit")
    subtitle = _("It is kept apart, pays no bill, and is owed back to whoever gave it.")
    success_message = _("The deposit is taken. Print its receipt.")
    deposit: Any = None

    @cached_property
    def payers(self) -> list[Any]:
        return list(selectors.may_give(self.unit))

    @cached_property
    def kinds(self) -> list[Any]:
        return [one for one in selectors.kinds() if one.code != AGREEMENT]

    def get_title(self) -> str:
        return gettext("Take a deposit: %(unit)s") % {"unit": self.unit.code}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), self.crumb_of_unit())

    def get_initial(self) -> dict[str, Any]:
        return {"payer": self.request.GET.get("party", "")[:20], "channel": PaymentChannel.CASH.value}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"payers": self.payers, "kinds": self.kinds}

    def form_valid(self, form: Any) -> HttpResponse:
        said, now = form.cleaned_data, timezone.now()
        today, transaction = timezone.localdate(now), said["transaction"].strip()
        given = GivenDeposit(
            self.unit,
            next(one for one in self.payers if str(one.pk) == said["payer"]),
            next(one for one in self.kinds if one.code == said["kind"]),
            said["about"],
        )
        if said["channel"] == RECEIVED:
            share = Share(self.unit.code, said["payer"], said["amount"])
            self.deposit = turn_into_deposit(
                given=given, receipt_number=transaction, share=share, by=self.user, now=now, today=today
            )
        else:
            movement = _movement(said, today)
            self.deposit = take_deposit(given=given, movement=movement, by=self.user, now=now, today=today)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("deposit", args=[self.deposit.pk])


class TakeProvidersDepositForm(TakeDepositForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, payers=(), **kwargs)
        del self.fields["payer"]


class TakeProvidersDeposit(FormPage):
    permission_required = TAKE
    menu = "deposits"
    form_class = TakeProvidersDepositForm
    submit_label = _("Take the deposit")
    subtitle = _("It is kept apart, is owed back to the provider, and is no income.")
    success_message = _("The deposit is taken. Print its receipt.")
    deposit: Any = None

    @cached_property
    def provider(self) -> Any:
        return get_object_or_404(visible_providers(self.user), code=self.kwargs["code"])

    @cached_property
    def kinds(self) -> list[Any]:
        return list(selectors.kinds())

    def get_title(self) -> str:
        return gettext("Take a deposit: %(unit)s") % {"unit": self.provider.name}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(),)

    def get_initial(self) -> dict[str, Any]:
        return {"channel": PaymentChannel.BANK.value, "kind": AGREEMENT}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kinds": self.kinds}

    def form_valid(self, form: Any) -> HttpResponse:
        said, now = form.cleaned_data, timezone.now()
        today = timezone.localdate(now)
        kind = next(one for one in self.kinds if one.code == said["kind"])
        given = ProvidersDeposit(self.provider, kind, said["about"])
        when: dict[str, Any] = {"by": self.user, "now": now, "today": today}
        if said["channel"] == RECEIVED:
            number = said["transaction"].strip()
            self.deposit = turn_into_providers_deposit(given=given, receipt_number=number, **when)
        else:
            movement = replace(_movement(said, today), name=self.provider.name)
            self.deposit = take_from_provider(given=given, movement=movement, **when)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("deposit", args=[self.deposit.pk])


def _movement(said: dict[str, Any], today: date) -> MoneyMovement:
    channel = PaymentChannel(said["channel"])
    number = "" if channel is PaymentChannel.CASH else said["transaction"].strip()
    return MoneyMovement(channel=channel, transaction=number, day=today, amount=said["amount"])


class UndoDeposit(Action):
    permission_required = APPROVE
    menu = "deposits"
    form_class = ReasonForm
    success_message = _("Undone: the money waits, or is an advance of the account.")

    @cached_property
    def deposit(self) -> Any:
        return get_object_or_404(selectors.visible_deposits(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        undo_deposit(
            deposit_id=self.deposit.pk, because=form.cleaned_data["because"], by=self.user, today=timezone.localdate()
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("deposit", args=[self.deposit.pk])

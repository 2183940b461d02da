"""The counter: who is it, what is open, what is paid. Enter finds, and Enter again takes the money."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.counter.domain.errors import MoreThanMeant
from invoices.modules.counter.selectors import accounts, tills
from invoices.modules.counter.services import take
from invoices.modules.counter.services.taking import TAKE
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework import audit
from property_ops.framework.fields import choices_of
from property_ops.framework.models import User
from property_ops.framework.permissions import roles_of
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.inputs import key_in
from property_ops.framework.web.pages import FormPage, Page
from property_ops.framework.web.tabs import panels
from property_ops.kernel.money import ZERO

LONGEST = 60
CASHIER = "cashier"


def home_of(user: User) -> str:
    """Who is a cashier and nothing else begins at the counter. Of slot `home_pages`."""
    return reverse("counter") if roles_of(user) == {CASHIER} else ""


class CounterPage(Page):
    """One search box; one account found is opened at once. Below it, what was taken last and what is in the till."""

    permission_required = TAKE
    title = _("Counter")
    subtitle = _("Room (5-2-301), name, plate or the last four digits of the phone.")
    template_name = "counter/counter.html"
    menu = "counter"

    @cached_property
    def text(self) -> str:
        return self.request.GET.get("q", "").strip()[:LONGEST]

    @cached_property
    def found(self) -> list[Any]:
        return accounts.found(self.text, self.user, on=timezone.localdate()) if self.text else []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.text:
            audit.record(by=self.user, action="counter.searched", subject=self.text, found=len(self.found))
        if len(self.found) == 1:
            return HttpResponseRedirect(_address(self.found[0].unit_code, self.found[0].party))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        last = tills.last_close(self.user)
        since = tills.first_day(last, today)
        movements = tills.till_movements(self.user, since=since, day=today, last=last) if since <= today else []
        return super().get_context_data(**kwargs) | {
            "text": self.text,
            "found": [(one, _address(one.unit_code, one.party)) for one in self.found],
            "done": tills.taken_by(self.user, key_in(self.request.GET.get("done", ""))),
            "cash": sum((one.amount for one in movements), ZERO),
            "movements": len(movements),
        }


def _address(unit_code: str, party: str) -> str:
    return f"{reverse('counter_account', args=[unit_code])}?{urlencode({'party': party})}"


class PaymentForm(forms.Form):
    amount = Amount(label=_("Amount received"))
    channel = forms.ChoiceField(label=_("Way of payment"), widget=forms.RadioSelect, initial=PaymentChannel.CASH)
    transaction = forms.CharField(
        label=_("Transaction number"), max_length=64, required=False, help_text=_("of the card slip or the phone")
    )
    payer = forms.CharField(
        label=_("Payer"), max_length=60, required=False, help_text=_("if it is not the one who owes")
    )
    rest_stays = forms.BooleanField(
        label=_("What is over pays other lines, and then stays in advance (预存)"), required=False
    )
    lines = forms.TypedMultipleChoiceField(
        label=_("What it is for"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lines: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["channel"].choices = choices_of(PaymentChannel)
        fields["lines"].choices = [(pk, str(pk)) for pk in lines]
        for name in ("transaction", "payer"):
            fields[name].widget.attrs |= {"class": "form-control"}
        for name in ("channel", "rest_stays"):
            fields[name].widget.attrs |= {"class": "form-check-input"}
        fields["amount"].widget.attrs |= {"autofocus": True, "data-amount": "", "class": "form-control counter-amount"}


class TakePayment(FormPage):
    """What is open on one account, and the money that is taken for it."""

    permission_required = TAKE
    menu = "counter"
    above = ((_("Counter"), "counter"),)
    template_name = "counter/account.html"
    submit_label = _("Take the money and issue the receipt")
    form_class = PaymentForm
    receipt: Any = None

    @cached_property
    def account(self) -> accounts.CounterAccount:
        party = self.request.GET.get("party", "")[:40]
        found = accounts.counter_account(self.kwargs["code"], party, self.user, on=timezone.localdate())
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return f"{self.account.unit.code} {self.account.name}"

    def get_subtitle(self) -> str:
        return self.account.unit.estate.name

    @property
    def payable(self) -> list[accounts.OwedLine]:
        return [line for line in self.account.lines if not line.is_held]

    def get_initial(self) -> dict[str, Any]:
        payable = self.account.payable
        return {
            "amount": str(payable) if payable else "",
            "lines": [line.line_id for line in self.payable],
            "channel": PaymentChannel.CASH.value,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"lines": [line.line_id for line in self.payable]}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="people.viewed", subject=self.account.unit.code)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        ticked = {str(pk) for pk in context["form"]["lines"].value() or ()}
        return context | {
            "account": self.account,
            "lines": [(line, str(line.line_id) in ticked) for line in self.account.lines],
            "asks": any(MoreThanMeant.code == code for code in self.refused_for),
            "panels": panels("account_panels", self.request, self.account),
        }

    @property
    def refused_for(self) -> list[str]:
        return getattr(self, "_codes", [])

    def _refused(self, form: Any, error: Any) -> HttpResponseBase:
        self._codes = [error.code]
        return super()._refused(form, error)

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        self.receipt = take(
            account=self.account.account,
            amount=said["amount"],
            channel=PaymentChannel(said["channel"]),
            lines=said["lines"],
            transaction_number=said["transaction"].strip(),
            payer=said["payer"].strip(),
            rest_stays=said["rest_stays"],
            by=self.user,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{reverse('counter')}?done={self.receipt.pk}"

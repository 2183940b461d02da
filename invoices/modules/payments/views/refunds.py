"""Refunds: proposed by one person, approved by another."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from invoices.modules.payments.approvals import REFUNDS
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.selectors import receipts as read
from invoices.modules.payments.selectors.parties import account_meant
from invoices.modules.payments.selectors.refundable import RefundableAccount, refundable
from invoices.modules.payments.services import propose_refund, propose_refunds
from invoices.modules.payments.views.entering import Money
from invoices.modules.payments.views.receipts import CHANNELS
from property_ops.framework.approval.display import StateColumn, decision
from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, FormPage
from property_ops.modules.estates.public import managed_estates


class RefundTable(columns.ListTable):
    number = columns.Text(verbose_name=_("refund number"), attrs={"td": {"class": "day"}})
    posted_on = columns.DayColumn(verbose_name=_("posted on"))
    unit = columns.Text(verbose_name=_("account"), accessor="unit__code", attrs={"td": {"class": "day"}})
    payee_name = columns.Text(verbose_name=_("payee"))
    channel = columns.StateColumn(verbose_name=_("way of payment"), badges=CHANNELS)
    amount = columns.Amount(verbose_name=_("amount"), total=True)
    reason = columns.Text(verbose_name=_("reason"))
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    decided_by = columns.Text(verbose_name=_("decided by"))
    state = StateColumn()
    decide = columns.Text(verbose_name="", empty_values=(), orderable=False, exclude_from_export=True)

    def render_decide(self, record: Any) -> SafeString | str:
        """The buttons of what waits."""
        buttons = decision(REFUNDS, record, self.request.user, question=_("Approve this refund?"))
        if buttons is None:
            return record.rejected_because
        return SafeString(render_to_string("payments/decide.html", {"decision": buttons}, request=self.request))


class Refunds(ListPage):
    title = _("Refunds")
    permission_required = "payments.view"
    table_class = RefundTable
    empty_text = _("Nothing has been refunded yet.")
    export_name = "refunds"
    personal_data = True
    new = (_("Propose a refund"), "propose_refund")

    def get_queryset(self) -> QuerySet[Any]:
        return read.refunds(self.user)

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm("payments.refund"):
            return ()
        return (Button(_("Propose refunds of several accounts"), reverse("propose_refunds"), "list-check"),)


class RefundForm(forms.Form):
    unit_code = forms.CharField(label=_("Account (unit code)"), max_length=60, help_text=_("such as BC01-5-2-301"))
    amount = Money(label=_("Amount"), help_text=_("at most the unused credit of the account"))
    channel = forms.ChoiceField(label=_("Paid back by"))
    payee_name = forms.CharField(label=_("Payee"), max_length=60)
    payee_account = forms.CharField(label=_("Payee's account"), max_length=64, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = choices_of(PaymentChannel)  # type: ignore[attr-defined]


class ProposeRefund(FormPage):
    permission_required = "payments.refund"
    menu = "refunds"
    above = ((_("Refunds"), "refunds"),)
    success_url = reverse_lazy("refunds")
    title = _("Propose a refund")
    subtitle = _("Unused credit is paid back once another person has approved it.")
    form_class = RefundForm
    success_message = _("The refund waits for another person's approval.")

    def get_initial(self) -> dict[str, Any]:
        return {"unit_code": self.request.GET.get("unit", "")[:60]}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        account = account_meant(said["unit_code"].strip().upper(), said["payee_name"], on=timezone.localdate())
        propose_refund(
            unit_code=account.unit_code,
            party=account.party,
            amount=said["amount"],
            channel=PaymentChannel(said["channel"]),
            payee_name=said["payee_name"],
            payee_account=said["payee_account"],
            reason=said["reason"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class RefundsForm(forms.Form):
    """Who gets it is ticked in the table of the page."""

    account = forms.MultipleChoiceField(label=_("Account"))
    channel = forms.ChoiceField(label=_("Paid back by"))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]
        self.fields["channel"].choices = choices_of(PaymentChannel)  # type: ignore[attr-defined]


class ProposeRefunds(FormPage):
    """The accounts with unused credit: those that are ticked get all of it back."""

    permission_required = "payments.refund"
    personal_data = True
    menu = "refunds"
    above = ((_("Refunds"), "refunds"),)
    success_url = reverse_lazy("refunds")
    title = _("Propose refunds of several accounts")
    subtitle = _("Each ticked account gets all its unused credit back; another person approves each.")
    form_class = RefundsForm
    template_name = "payments/propose_refunds.html"

    @cached_property
    def accounts(self) -> dict[str, RefundableAccount]:
        asked = self.request.GET.get("estate", "")[:20]
        found = refundable(self.user, estate=asked if asked.isprintable() else "")
        return {"|".join(one.account): one for one in found}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"keys": list(self.accounts)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        ticked = set(context["form"]["account"].value() or ())
        return context | {
            "rows": [(key, one, key in ticked) for key, one in self.accounts.items()],
            "estates": managed_estates(self.user).order_by("code"),
            "chosen": self.request.GET.get("estate", ""),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        count = propose_refunds(
            accounts=[self.accounts[key] for key in said["account"]],
            channel=PaymentChannel(said["channel"]),
            reason=said["reason"],
            by=self.user,
            now=timezone.now(),
        )
        words = ngettext("%(count)s refund waits for approval.", "%(count)s refunds wait for approval.", count)
        messages.success(self.request, words % {"count": count})
        return super().form_valid(form)

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.deposits.domain.uses import OFFSET_OF_PROVIDER, UseKind
from invoices.modules.deposits.models.deposit import Deposit
from invoices.modules.payments.public import PaymentChannel, Refund
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO


class DepositUse(Prepared, OfEstate):
    """So much of a deposit is paid back, or set off against debts that are due, once another person approves."""

    rights = Rights(prepare="deposits.use", approve="deposits.approve")
    estate_path = "deposit__unit__estate"
    series = Series("YT")

    number = models.CharField(_("number"), max_length=30, null=True)  # noqa: DJ001 - none before approval
    deposit = models.ForeignKey(Deposit, models.PROTECT, related_name="uses", verbose_name=_("deposit"))
    kind = models.CharField(_("what becomes of it"), max_length=4, choices=choices_of(UseKind))
    amount = YuanField(_("amount"))
    reason = models.CharField(_("reason"), max_length=200)
    channel = models.CharField(_("way of payment"), max_length=10, choices=choices_of(PaymentChannel), blank=True)
    payee_name = models.CharField(_("payee"), max_length=60, blank=True)
    payee_account = models.CharField(_("payee's account"), max_length=64, blank=True)
    posted_on = models.DateField(_("posted on"), null=True)
    refund = models.OneToOneField(Refund, models.PROTECT, null=True, related_name="+", verbose_name=_("refund"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("use of a deposit")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_deposit_use_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO) & ~Q(reason=""), name="po_deposit_use_above_zero"),
            models.CheckConstraint(
                condition=(Q(kind=UseKind.BACK.value) & ~Q(channel="") & ~Q(payee_name=""))
                | Q(kind=UseKind.DEBT.value, channel="", payee_name="", payee_account="", refund=None),
                name="po_deposit_use_says_who_gets_it",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", number__isnull=False, posted_on__isnull=False)
                | (~Q(state="approved") & Q(number__isnull=True, posted_on__isnull=True, refund=None)),
                name="po_deposit_use_numbered_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.deposit.number} {self.amount.grouped()}"

    @property
    def what(self) -> str:
        """What becomes of it, in words."""
        return OFFSET_OF_PROVIDER if self.kind == UseKind.DEBT and self.deposit.provider_id else UseKind(self.kind).word

    @property
    def audit_subject(self) -> str:
        return self.number or self.deposit.number

    def audit_facts(self) -> dict[str, Any]:
        return {"deposit": self.deposit.number, "kind": self.kind, "amount": str(self.amount)}

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.books.domain.reconciling import ItemKind
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month


class BankReconciliation(Prepared, CompanyWide):
    """银行存款余额调节表: at a month's end the books and the bank's statement come to the same, signed by two.

    `book` is what the ledger says of the account, `statement` what the bank says; `adjusted` is both with their items.
    """

    rights = Rights(prepare="books.prepare", approve="books.approve")

    month = models.DateField(_("month"))
    account = models.CharField(_("account code"), max_length=20)
    book = YuanField(_("balance in the books"))
    statement = YuanField(_("balance of the bank's statement"))
    adjusted = YuanField(_("balance after adjustment"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("bank reconciliation")
        ordering = ["-month", "account", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["month", "account"], condition=~Q(state__in=NEVER_MIND), name="po_bank_reconciled_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {Month.of(self.month)}"

    def audit_facts(self) -> dict[str, Any]:
        return {"book": str(self.book), "statement": str(self.statement)}


class ReconcilingItem(CompanyWide):
    """What one side has and the other has not yet. Written with its reconciliation and never changed."""

    reconciliation = models.ForeignKey(BankReconciliation, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=choices_of(ItemKind))
    day = models.DateField(_("day"))
    about = models.CharField(_("what for"), max_length=120)
    amount = YuanField(_("amount"))

    class Meta:
        ordering = ["reconciliation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "position"], name="po_reconciling_item_position"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_reconciling_item_above_zero"),
        ]

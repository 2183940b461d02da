from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import CompanyWide


class BankAccountChange(Prepared, CompanyWide):
    """Where residents are to send their money from its approval on (docs/product.md rule 10), and where before."""

    rights = Rights(prepare="company.change", approve="bank_account.approve")

    bank_name = models.CharField(_("bank"), max_length=60, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=40, blank=True)
    bank_name_before = models.CharField(_("bank before"), max_length=60, blank=True)
    bank_account_before = models.CharField(_("bank account before"), max_length=40, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("change of the bank account")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=ApprovalState.WAITING.value), name="po_bank_account_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_name} {self.bank_account}".strip() or "–"

    @property
    def audit_subject(self) -> str:
        return "company"

    def audit_facts(self) -> dict[str, Any]:
        """Before → after."""
        return {
            "bank_name": [self.bank_name_before, self.bank_name],
            "bank_account": [self.bank_account_before, self.bank_account],
        }

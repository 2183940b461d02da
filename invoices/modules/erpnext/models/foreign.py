from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.public import Receipt
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import CompanyWide


class KnownDocument(CompanyWide):
    """A document in ERPNext that is none of ours, and that somebody knows of: the comparison leaves it out.

    It is known as it stood (`digest` of its entries); changed afterwards, it is told again.
    """

    journal = "no fact: what stands in ERPNext"

    space = models.CharField(max_length=12, blank=True)
    doctype = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("name in ERPNext"), max_length=140)
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("known document in ERPNext")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["space", "doctype", "name"], name="po_erpnext_known_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_erpnext_known_because"),
        ]

    def __str__(self) -> str:
        return self.name


class PaymentCorrection(Prepared, CompanyWide):
    """A receipt whose payment was cancelled in ERPNext: once another person approves, it is reversed here.

    `replaced_by` is the payment that an accountant made of it there (Cancel + Amend): the next pull takes it over then.
    """

    rights = Rights(prepare="erpnext.push", approve="payments.reverse")

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="+", verbose_name=_("receipt"))
    cancelled = models.CharField(_("cancelled in ERPNext"), max_length=140)
    replaced_by = models.CharField(_("replaced by"), max_length=140, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("payment corrected in ERPNext")
        ordering = ["pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(state__in=NEVER_MIND), name="po_erpnext_correction_of_receipt_once"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt.number

    def audit_facts(self) -> dict[str, Any]:
        return {"cancelled": self.cancelled, "replaced_by": self.replaced_by}

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.public import Receipt
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


class KnownDocument(Prepared, CompanyWide):
    """A document in ERPNext that is none of ours, and that two persons know of: the comparison leaves it out.

    It is known as it stood (`digest` of its entries) once another person has approved that; changed afterwards, it is
    told again.
    """

    rights = Rights(prepare="erpnext.push", approve="erpnext.approve")

    space = models.CharField(max_length=12, blank=True)
    doctype = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("name in ERPNext"), max_length=140)
    day = models.DateField(_("day"), null=True)
    amount = YuanField(_("amount"), default=ZERO)
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("known document in ERPNext")
        ordering = ["pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["space", "doctype", "name", "digest"],
                condition=~Q(state__in=NEVER_MIND),
                name="po_erpnext_known_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="po_erpnext_known_because"),
        ]

    def __str__(self) -> str:
        return self.name

    def audit_facts(self) -> dict[str, Any]:
        return {"doctype": self.doctype, "because": self.reason, "amount": str(self.amount)}


class RemoteChange(Prepared, OfEstate):
    """What somebody changed or booked in ERPNext and ought to be here as well, once another person accepts it.

    `before` and `after` are what is compared, in words; `facts` is what is needed to carry it out.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("visit moved")
        HOURS = "hours", _("hours corrected")
        PURCHASE = "purchase", _("purchase invoice booked")

    rights = Rights(prepare="erpnext.push", approve="erpnext.approve")
    estate_path = "estate"

    space = models.CharField(max_length=12, blank=True)
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    name = models.CharField(_("name in ERPNext"), max_length=140)
    key = models.CharField(max_length=140, blank=True)
    label = models.CharField(_("document"), max_length=140)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    before = models.CharField(_("here"), max_length=140, blank=True)
    after = models.CharField(_("in ERPNext"), max_length=140)
    amount = YuanField(_("amount"), default=ZERO)
    facts = models.JSONField(default=dict)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("change in ERPNext")
        ordering = ["pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["space", "kind", "name"], condition=Q(state="waiting"), name="po_erpnext_change_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["visit", "hours", "purchase"]) & ~Q(after=""), name="po_erpnext_change_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.name}"

    @property
    def audit_subject(self) -> str:
        return self.name

    def audit_facts(self) -> dict[str, Any]:
        return {"kind": self.kind, "after": self.after, "amount": str(self.amount)}


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

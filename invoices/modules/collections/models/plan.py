from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillLine
from invoices.modules.credit_notes.public import PreparedForAccount
from property_ops.framework.approval.domain import Rights
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO


class InstalmentPlan(PreparedForAccount):
    """An instalment plan (分期). While it is kept there is no reminder and no late charge on its lines.

    Whether it is kept on a day follows from its parts and from what was settled (`domain/instalments.py`).
    """

    rights = Rights(prepare="collections.prepare", approve="collections.approve")

    made_on = models.DateField(_("made on"))
    settled_before = models.PositiveBigIntegerField(default=0)  # the last settlement that was known when it was made

    class Meta(PreparedForAccount.Meta):
        abstract = False
        verbose_name = _("instalment plan")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.unit_code


class InstalmentPlanLine(OfEstate):
    """A line of the debt, with what was open on it when the plan was made."""

    estate_path = "plan__estate"

    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="lines")
    bill_line = models.ForeignKey(BillLine, models.PROTECT, related_name="plan_lines")
    amount = YuanField(_("still open"))

    class Meta:
        verbose_name = _("line of an instalment plan")
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "bill_line"], name="po_instalment_plan_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_instalment_plan_line_above_zero"),
        ]


class Instalment(OfEstate):
    """A part of the debt and the day it is due."""

    estate_path = "plan__estate"

    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="parts")
    due_on = models.DateField(_("due on"))
    amount = YuanField(_("amount"))

    class Meta:
        verbose_name = _("part of an instalment plan")
        ordering = ["plan", "due_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="po_instalment_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_instalment_above_zero"),
        ]

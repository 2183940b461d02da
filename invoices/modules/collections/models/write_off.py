from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillLine
from invoices.modules.credit_notes.public import PreparedForAccount
from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO


class WriteOff(PreparedForAccount):
    """Debt that cannot be collected (坏账核销). It leaves the books, not the memory: it can be recovered later."""

    rights = Rights(prepare="collections.prepare", approve="collections.approve")
    series = Series("HX")

    number = models.CharField(_("write-off"), max_length=30, null=True)  # noqa: DJ001 - none until it is approved
    posted_on = models.DateField(_("posted on"), null=True)

    class Meta(PreparedForAccount.Meta):
        abstract = False
        verbose_name = _("write-off")
        ordering = ["-id"]
        constraints = [
            *PreparedForAccount.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_write_off_number_once"),
            models.CheckConstraint(
                condition=Q(state=ApprovalState.APPROVED.value, number__isnull=False, posted_on__isnull=False)
                | (~Q(state=ApprovalState.APPROVED.value) & Q(number__isnull=True, posted_on__isnull=True)),
                name="po_write_off_numbered_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.unit_code


class WriteOffLine(OfEstate):
    """How much of one line is written off."""

    estate_path = "write_off__estate"

    write_off = models.ForeignKey(WriteOff, models.PROTECT, related_name="lines")
    bill_line = models.ForeignKey(BillLine, models.PROTECT, related_name="write_off_lines")
    position = models.PositiveSmallIntegerField()
    amount = YuanField(_("written off"))

    class Meta:
        verbose_name = _("line of a write-off")
        ordering = ["write_off", "position"]
        constraints = [
            models.UniqueConstraint(fields=["write_off", "bill_line"], name="po_write_off_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_write_off_line_above_zero"),
        ]


class Recovery(OfEstate):
    """A written-off debt, or part of it, that is owed again because it will be paid after all. Append-only.

    The database refuses to take back more than was written off.
    """

    estate_path = "line__write_off__estate"

    line = models.ForeignKey(WriteOffLine, models.PROTECT, related_name="recoveries")
    amount = YuanField(_("taken back"))
    posted_on = models.DateField(_("posted on"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("recovery of a write-off")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_recovery_above_zero"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_recovery_has_reason"),
        ]

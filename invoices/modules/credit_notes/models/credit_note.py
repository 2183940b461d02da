from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill, BillLine
from invoices.modules.charges.public import PRICE_PLACES, QUANTITY_PLACES, Charge
from invoices.modules.credit_notes.models.prepared import PreparedForAccount
from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO


class CreditNote(PreparedForAccount):
    """Corrects lines of one issued bill (红字). Numbered, posted and frozen when it is approved.

    `month` is the period it belongs to; it is posted on the day of its approval (docs/product.md rule 11). The ledger's
    chain covers `digest`.
    """

    rights = Rights(prepare="credit_notes.prepare", approve="credit_notes.approve")
    series = Series("HZ")

    number = models.CharField(_("credit note"), max_length=30, null=True)  # noqa: DJ001 - none until it is approved
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="credit_notes", verbose_name=_("bill"))
    month = models.DateField(_("belongs to month"))
    issued_on = models.DateField(_("issued on"), null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(PreparedForAccount.Meta):
        abstract = False
        verbose_name = _("credit note")
        ordering = ["-id"]
        constraints = [
            *PreparedForAccount.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_credit_note_number_once"),
            models.CheckConstraint(
                condition=Q(state=ApprovalState.APPROVED.value, number__isnull=False, issued_on__isnull=False)
                | (~Q(state=ApprovalState.APPROVED.value) & Q(number__isnull=True, issued_on__isnull=True)),
                name="po_credit_note_numbered_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.unit_code


class CreditLine(OfEstate):
    """How much of one line is credited. The database refuses more than the line, all credits that stand together."""

    estate_path = "note__estate"

    note = models.ForeignKey(CreditNote, models.PROTECT, related_name="lines")
    bill_line = models.ForeignKey(BillLine, models.PROTECT, related_name="credit_lines")
    position = models.PositiveSmallIntegerField()
    item_code = models.CharField(max_length=30)
    item_name = models.CharField(_("item"), max_length=60)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    line_amount = YuanField(_("amount of the line"))
    amount = YuanField(_("credited"))

    class Meta:
        verbose_name = _("line of a credit note")
        ordering = ["note", "position"]
        constraints = [
            models.UniqueConstraint(fields=["note", "bill_line"], name="po_credit_line_once"),
            models.UniqueConstraint(fields=["note", "position"], name="po_credit_line_position"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_credit_line_above_zero"),
        ]


class Rebill(OfEstate):
    """What a line credited in full is billed as instead, once per credit (docs/product.md rule 6; ADR 0012)."""

    estate_path = "credit_line__note__estate"

    credit_line = models.OneToOneField(CreditLine, models.PROTECT, related_name="rebill")
    quantity = ScaledField(_("quantity"), places=QUANTITY_PLACES)
    quantity_unit = models.CharField(_("unit of measure"), max_length=10)
    unit_price = ScaledField(_("unit price"), places=PRICE_PLACES)
    ratio_numerator = models.BigIntegerField()
    ratio_denominator = models.BigIntegerField()
    amount = YuanField(_("amount"))
    charge = models.OneToOneField(Charge, models.PROTECT, null=True, related_name="rebill")

    class Meta:
        verbose_name = _("line billed anew")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_rebill_above_zero"),
            models.CheckConstraint(condition=Q(ratio_denominator__gt=0), name="po_rebill_ratio"),
        ]

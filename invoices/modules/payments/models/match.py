from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.models.receipt import Receipt
from invoices.modules.receivables.public import Credit
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Unit


class How(models.TextChoices):
    CERTAIN = "certain", _("by the memo, for certain")
    CHOSEN = "chosen", _("by a person")
    ENTERED = "entered", _("when it was entered")
    ORDERED = "ordered", _("by what was paid for")
    REST = "rest", _("the rest, after a refund")


class Match(OfEstate):
    """So much of a receipt is of this account (认领). An undone match stays, with who undid it and why.

    The matches of a receipt that are not undone are together never more than it brought: the database refuses it.
    """

    estate_path = "unit__estate"

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="matches", verbose_name=_("receipt"))
    sequence = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    party = models.CharField(max_length=40, blank=True)
    party_name = models.CharField(_("payer"), max_length=60, blank=True)
    amount = YuanField(_("amount"))
    credit = models.OneToOneField(Credit, models.PROTECT, related_name="match")
    how = models.CharField(_("how"), max_length=10, choices=How)
    day = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("at"))
    undone_on = models.DateField(_("undone on"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    undone_because = models.CharField(_("why it was undone"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("match of a receipt")
        ordering = ["receipt", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["receipt", "sequence"], name="po_match_sequence_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_match_above_zero"),
            models.CheckConstraint(
                condition=Q(undone_on=None, undone_by=None) | Q(undone_on__isnull=False, undone_by__isnull=False),
                name="po_match_undone_by_someone",
            ),
        ]

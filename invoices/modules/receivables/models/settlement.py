from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillLine
from invoices.modules.receivables.models.credit import Credit
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO


class Settlement(OfEstate):
    """So much of a credit settles a line; without a line it leaves the account (refund, reversal). Append-only.

    A settlement is taken back by a negative one of the same credit and line. The database keeps, on every day: the sum
    of a line between zero and its amount, of a credit between zero and its amount, of both together not below zero.
    """

    estate_path = "credit__estate"

    credit = models.ForeignKey(Credit, models.PROTECT, related_name="settlements", db_index=False)
    line = models.ForeignKey(BillLine, models.PROTECT, null=True, related_name="settlements", db_index=False)
    amount = YuanField(_("amount"))
    day = models.DateField(_("day"))
    cause = models.CharField(_("cause"), max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("settlement")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["line", "day", "amount"], name="po_settlement_of_line"),
            models.Index(fields=["credit", "line", "day", "amount"], name="po_settlement_of_credit"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(amount=ZERO), name="po_settlement_not_zero")]

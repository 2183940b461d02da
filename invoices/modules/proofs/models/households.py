from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate


class CountedHouseholds(OfEstate):
    """The sum tree of an estate's bills of a period, as a published disclosure names it by its head. Append-only.

    The bills are those of the ledger up to entry `up_to` that belong to the period, `net` of the credit notes of each.
    `secret` salts the leaves: who has it can open all of them.
    """

    estate_path = "estate"

    disclosure = models.CharField(_("disclosure number"), max_length=30, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    label = models.CharField(_("period"), max_length=20)
    start = models.DateField()
    end = models.DateField()
    up_to = models.PositiveBigIntegerField(_("last entry"))
    secret = models.BinaryField()
    bills = models.PositiveIntegerField(_("bills"))
    total = YuanField(_("total"))
    head = models.CharField(_("head"), max_length=64)
    net = models.BooleanField(_("less credit notes"), default=False)

    class Meta:
        verbose_name = _("counted households")
        ordering = ["disclosure"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="po_counted_households_of_days"),
        ]

    def __str__(self) -> str:
        return self.disclosure

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

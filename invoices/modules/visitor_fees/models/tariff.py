from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.visitor_fees.domain.fees import VisitorRate
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


class VisitorTariff(Prepared, OfEstate):
    """What visitors of an estate pay whose cars came from `start` on, until the next; by resolution of the owners."""

    rights = Rights(prepare="visitor_fees.prepare", approve="visitor_fees.approve")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    start = models.DateField(_("for cars that come from"))
    free_minutes = models.PositiveSmallIntegerField(_("free minutes"))
    per_hour = YuanField(_("a begun hour"))
    most_a_day = YuanField(_("at most in 24 hours"))
    basis = models.CharField(_("resolved by"), max_length=120)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("price of visitors' parking")
        ordering = ["estate", "-start", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["estate", "start"],
                condition=Q(state__in=["waiting", "approved"]),
                name="po_visitor_tariff_day_once",
            ),
            models.CheckConstraint(
                condition=Q(per_hour__gte=ZERO, most_a_day__gte=ZERO) & ~Q(basis=""), name="po_visitor_tariff_has_terms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate} {self.start}"

    @property
    def rate(self) -> VisitorRate:
        return VisitorRate(self.free_minutes, self.per_hour, self.most_a_day)

    def audit_facts(self) -> dict[str, Any]:
        return {
            "estate": self.estate.code,
            "start": f"{self.start}",
            "free_minutes": self.free_minutes,
            "per_hour": str(self.per_hour),
            "most_a_day": str(self.most_a_day),
        }

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.credit_notes.public import PreparedForReason
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate

RATE_PLACES = 6


class LateChargeTerms(PreparedForReason, OfEstate):
    """What an estate's agreement says of late charges (违约金), on the days `[start, end)`. Without a row: none.

    `rate` is per day (0.0005 is 万分之五), `cap_percent` of the principal. `reason` names the clause of the agreement.
    """

    rights = Rights(prepare="collections.prepare", approve="collections.approve")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    rate = ScaledField(_("rate per day"), places=RATE_PLACES)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"))
    cap_percent = models.PositiveSmallIntegerField(_("cap, % of the principal"))
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True)

    class Meta(PreparedForReason.Meta):
        abstract = False
        verbose_name = _("terms of late charges")
        ordering = ["estate", "start"]
        constraints = [
            *PreparedForReason.Meta.constraints,
            models.CheckConstraint(condition=Q(rate__gt=0), name="po_late_charge_rate"),
            models.CheckConstraint(
                condition=Q(cap_percent__gt=0, cap_percent__lte=100), name="po_late_charge_is_capped"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="po_late_charge_terms_have_days"
            ),
            models.UniqueConstraint(
                fields=["estate", "start"], condition=~Q(state__in=NEVER_MIND), name="po_late_charge_terms_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate.code} {self.start}"

    def audit_facts(self) -> dict[str, Any]:
        return {"rate": str(self.rate)}

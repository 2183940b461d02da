from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.common_income.domain.rents import KINDS
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


class CommonLease(Prepared, OfEstate):
    """A common part of an estate that is let (公共收益): its rent is the owners', never the company's income.

    Days are `[start, end)`. Ended early it keeps its terms: `ended_on` is the first day on which it is not let.
    """

    rights = Rights(prepare="common_income.prepare", approve="common_income.approve")
    estate_path = "estate"
    series = Series("GG")

    number = models.CharField(_("lease number"), max_length=30, null=True)  # noqa: DJ001 - none before approval
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    kind = models.CharField(_("what is let"), max_length=20, choices=list(KINDS.items()))
    place = models.CharField(_("place"), max_length=80)
    tenant = models.CharField(_("who rents it"), max_length=60)
    monthly_rent = YuanField(_("rent a month"))
    start = models.DateField(_("let from"))
    end = models.DateField(_("let until"))
    basis = models.CharField(_("resolved by"), max_length=120)
    ended_on = models.DateField(_("ended early on"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    ended_because = models.CharField(_("why it was ended"), max_length=200, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("lease of a common part")
        ordering = ["estate", "place", "-start", "id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_common_lease_number_once"),
            models.CheckConstraint(
                condition=Q(monthly_rent__gt=ZERO, end__gt=F("start")) & ~Q(basis="") & ~Q(tenant=""),
                name="po_common_lease_has_terms",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", number__isnull=False) | (~Q(state="approved") & Q(number=None)),
                name="po_common_lease_numbered",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, ended_because="")
                | (
                    Q(ended_on__gte=F("start"), ended_on__lt=F("end"), ended_by__isnull=False)
                    & ~Q(ended_because="")
                    & ~Q(ended_by=F("prepared_by"))
                ),
                name="po_common_lease_ended_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.place} {self.tenant}"

    @property
    def until(self) -> date:
        """The first day on which it is not let."""
        return self.ended_on or self.end

    def audit_facts(self) -> dict[str, Any]:
        return {"estate": self.estate.code, "rent": str(self.monthly_rent), "start": f"{self.start}"}

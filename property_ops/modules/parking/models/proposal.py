from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Unit
from property_ops.modules.parking.models.space import Lease, Space
from property_ops.modules.parking.models.waiting import WaitingEntry


class LeaseProposal(Prepared, OfEstate):
    """A lease with rent makes somebody pay: it begins once another person has approved it (docs/product.md rule 23).

    `entry` is the place on a waiting list that it takes; `lease` is what came of it.
    """

    rights = Rights(prepare="parking.change", approve="parking.approve")
    estate_path = "space__estate"

    space = models.ForeignKey(Space, models.PROTECT, related_name="proposals", verbose_name=_("parking space"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    plate = models.CharField(_("plate"), max_length=12, blank=True)
    vehicle = models.CharField(_("vehicle"), max_length=40, blank=True)
    monthly_rent = YuanField(_("monthly rent"))
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True)
    entry = models.ForeignKey(WaitingEntry, models.PROTECT, null=True, related_name="+")
    lease = models.OneToOneField(Lease, models.PROTECT, null=True, related_name="proposal")

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("proposed lease")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["space"], condition=Q(state=ApprovalState.WAITING.value), name="po_lease_proposal_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="po_lease_proposal_has_days"
            ),
            models.CheckConstraint(condition=Q(monthly_rent__gt=ZERO), name="po_lease_proposal_has_rent"),
        ]

    def __str__(self) -> str:
        return f"{self.space.estate.name} {self.space.number} {self.unit.code} ¥{self.monthly_rent.grouped()}"

    @property
    def audit_subject(self) -> str:
        return f"{self.space.estate.code} {self.space.number}"

    def audit_facts(self) -> dict[str, Any]:
        return {"unit": self.unit.code, "start": self.start.isoformat(), "rent": str(self.monthly_rent)}

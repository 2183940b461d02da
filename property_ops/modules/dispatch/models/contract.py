from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.models.crew import Crew


class CrewContract(Prepared, CompanyWide):
    """The crew is a contractor's: from a day on its works cost what the agreement says a unit, and its hours nothing.

    The one approved last whose day has come counts; without a price it is a crew of the company's own again.
    """

    rights = Rights(prepare="dispatch.plan", approve="works.approve")

    crew = models.ForeignKey(Crew, models.PROTECT, related_name="contracts", verbose_name=_("crew"))
    contractor = models.CharField(_("contractor"), max_length=60)
    agreement = models.CharField(_("number of the agreement"), max_length=40)
    start = models.DateField(_("in force from"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("prices of a contractor")
        ordering = ["-start", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["crew"], condition=Q(state=ApprovalState.WAITING.value), name="po_crew_contract_waits_once"
            ),
            models.CheckConstraint(condition=~Q(contractor="") & ~Q(agreement=""), name="po_crew_contract_names"),
        ]

    def __str__(self) -> str:
        return f"{self.crew} {self.agreement}"

    def audit_facts(self) -> dict[str, Any]:
        return {"contractor": self.contractor, "agreement": self.agreement, "start": str(self.start)}


class CrewPrice(CompanyWide):
    """Of a unit of a kind of work, by the code of the kind, in its usual unit."""

    contract = models.ForeignKey(CrewContract, models.PROTECT, related_name="prices")
    kind = models.CharField(_("kind of work"), max_length=40)
    price = YuanField(_("yuan a unit"))

    class Meta:
        verbose_name = _("price of a contractor")
        ordering = ["contract", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "kind"], name="po_crew_price_once"),
            models.CheckConstraint(condition=Q(price__gt=Yuan(0)), name="po_crew_price_positive"),
        ]

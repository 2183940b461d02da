from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.providers.models.agreement import OPEN_OR_APPROVED
from property_ops.modules.providers.models.order import ServiceOrder, ServicePayer
from property_ops.modules.providers.models.provider import Provider


class ProviderSettlement(Prepared, CompanyWide):
    """A provider's accepted orders up to the end of a month, that were not settled before (docs/product.md rule 10).

    `payable` is what the company owes; `by_residents` they have paid themselves, it is shown and not booked. Approved
    it has a number, and is frozen with its lines.
    """

    rights: ClassVar[Rights] = Rights(prepare="provider_settlements.prepare", approve="providers.approve")
    series = Series("FJ")

    number = models.CharField(_("settlement number"), max_length=20, null=True)  # noqa: DJ001 - none yet
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="settlements", verbose_name=_("provider"))
    provider_name = models.CharField(_("provider"), max_length=60)
    month = models.DateField(_("month"), db_index=True)
    payable = YuanField(_("payable by us"))
    by_residents = YuanField(_("paid by residents"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("settlement with a provider")
        ordering = ["-month", "provider", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_provider_settlement_number_once"),
            models.UniqueConstraint(
                fields=["provider", "month"],
                condition=Q(state__in=OPEN_OR_APPROVED),
                name="po_provider_settlement_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(number__isnull=False), name="po_provider_settlement_has_number"
            ),
            models.CheckConstraint(
                condition=Q(payable__gte=ZERO, by_residents__gte=ZERO), name="po_provider_settlement_sums"
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.provider_name} {self.month:%Y-%m}"

    def audit_facts(self) -> dict[str, Any]:
        return {"provider": self.provider.code, "month": f"{self.month:%Y-%m}", "payable": str(self.payable)}


class SettlementLine(OfEstate):
    """An accepted order in a settlement, with what stood there when it was prepared. Append-only."""

    estate_path = "order__estate"

    settlement = models.ForeignKey(ProviderSettlement, models.PROTECT, related_name="lines")
    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="settled", verbose_name=_("service order"))
    estate_name = models.CharField(_("estate"), max_length=60)
    items = models.CharField(_("what was done"), max_length=300)
    done_on = models.DateField(_("done on"))
    accepted_on = models.DateField(_("accepted on"))
    payer = models.CharField(_("who pays"), max_length=8, choices=ServicePayer)
    amount = YuanField(_("amount"))

    class Meta:
        verbose_name = _("line of a settlement")
        ordering = ["settlement", "accepted_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["settlement", "order"], name="po_settlement_line_once")]

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import PreparedOrGiven
from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.estates.public import Estate, Use

RATE_PLACES = 6

SERVICE_FEE = "service_fee"
VACANCY_REDUCTION = "vacancy_reduction"
PARKING_FEE = "parking_fee"
WORKS_SHARE = "works_share"

APPLIES_TO = {Use.RESIDENTIAL: "住宅", Use.COMMERCIAL: "商业"}
"""What a tariff of homes or of shops applies to, by the use of a unit."""


class FeeItem(CompanyWide):
    """What is charged for. `code` is fixed; name and income account are data.

    `rate_unit` is said of what other modules charge by a price of its own: `元/m`. Tariffs of it are then read by name.
    """

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("fee item"), max_length=60, unique=True)
    income_account = models.CharField(_("income account"), max_length=20, blank=True)
    rate_unit = models.CharField(_("unit of the rate"), max_length=30, blank=True, default="")

    class Meta:
        verbose_name = _("fee item")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Tariff(PreparedOrGiven, OfEstate):
    """A version of a rate, in force on the days `[start, end)`; an open end is NULL. Versions never overlap.

    By whom it was prepared and approved stands in it; what would make anybody pay otherwise waits as an imported
    batch, and is none before it is approved (docs/product.md rules 10 and 23).
    """

    rights = Rights(prepare="tariffs.change", approve="tariffs.approve")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="tariffs", verbose_name=_("estate"))
    item = models.ForeignKey(FeeItem, models.PROTECT, related_name="tariffs", verbose_name=_("fee item"))
    applies_to = models.CharField(_("applies to"), max_length=20)
    rate = ScaledField(_("rate"), places=RATE_PLACES)
    unit = models.CharField(_("unit of the rate"), max_length=30)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True)
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta(PreparedOrGiven.Meta):
        abstract = False
        verbose_name = _("tariff")
        ordering = ["estate", "item", "applies_to", "start"]
        constraints = [
            *PreparedOrGiven.Meta.constraints,
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="po_tariff_has_days"),
            models.CheckConstraint(condition=Q(rate__gte=0), name="po_tariff_not_negative"),
            models.UniqueConstraint(fields=["estate", "item", "applies_to", "start"], name="po_tariff_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.estate.code} {self.item} {self.applies_to} {self.start}"

    def audit_facts(self) -> dict[str, Any]:
        return {"rate": str(self.rate)}

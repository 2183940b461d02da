from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField, YuanField
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate

QUANTITY_PLACES = 4


class Funding(models.TextChoices):
    RESIDENTS = "residents", _("shared by residents")
    SUBSIDY = "subsidy", _("subsidy")
    MAINTENANCE_FUND = "maintenance_fund", _("maintenance fund")
    COMMON_INCOME = "common_income", _("common income")


class Result(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    PENDING = "pending", _("waiting for acceptance")
    REWORK = "rework", _("sent back for rework")


class WorkOrder(models.Model):
    """A work with its quantities, costs and the result of acceptance, as the office's register has it."""

    number = models.CharField(_("work order"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="work_orders", verbose_name=_("estate"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    unit = models.CharField(_("unit of measure"), max_length=10)
    planned = ScaledField(_("planned quantity"), places=QUANTITY_PLACES, null=True)
    done = ScaledField(_("done quantity"), places=QUANTITY_PLACES, null=True)
    accepted = ScaledField(_("accepted quantity"), places=QUANTITY_PLACES, null=True)
    done_on = models.DateField(_("done on"), null=True)
    accepted_on = models.DateField(_("accepted on"), null=True, db_index=True)
    accepted_by = models.CharField(_("accepted by"), max_length=60, blank=True)
    labour = YuanField(_("labour cost"))
    material = YuanField(_("material cost"))
    machine = YuanField(_("machine cost"))
    ceiling = YuanField(_("approved ceiling"), null=True)
    funding = models.CharField(_("who pays"), max_length=20, choices=Funding)
    scope = models.CharField(_("scope of allocation"), max_length=200, blank=True)
    result = models.CharField(_("result of acceptance"), max_length=10, choices=Result)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("work order")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(labour__gte=Yuan(0)) & Q(material__gte=Yuan(0)) & Q(machine__gte=Yuan(0)),
                name="po_work_costs_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(result="accepted")
                | Q(done__gt=0, accepted__gte=0, done_on__isnull=False, accepted_on__isnull=False),
                name="po_accepted_work_has_quantities",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(done_on__isnull=True) | Q(accepted_on__gte=F("done_on")),
                name="po_work_done_before_accepted",
            ),
            models.CheckConstraint(condition=~Q(funding="residents") | ~Q(scope=""), name="po_shared_work_has_scope"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def what_was_accepted(self) -> tuple[Decimal, Decimal, date]:
        """Done and accepted quantity and the day of acceptance; the database has all three once it is accepted."""
        if self.done is None or self.accepted is None or self.accepted_on is None:
            raise ValueError(f"{self.number} is not accepted")
        return self.done, self.accepted, self.accepted_on

    @property
    def cost(self) -> Yuan:
        return self.labour + self.material + self.machine

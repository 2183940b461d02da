from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import Yuan
from property_ops.modules.works.models.material import MaterialMove
from property_ops.modules.works.models.work_order import WorkOrder

HOUR_PLACES = 2


class TradeRate(CompanyWide):
    """What an hour of a trade costs, from a day on until the next one."""

    trade = models.CharField(_("trade"), max_length=30)
    start = models.DateField(_("in force from"))
    rate = YuanField(_("yuan an hour"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("hourly rate")
        ordering = ["trade", "-start"]
        constraints = [
            models.UniqueConstraint(fields=["trade", "start"], name="po_trade_rate_once"),
            models.CheckConstraint(condition=Q(rate__gt=Yuan(0)) & ~Q(trade=""), name="po_trade_rate_positive"),
        ]


class WorkCost(OfEstate):
    """One cost of a work, or a correction that takes a part of one away. Append-only.

    Only those of the first round that were recorded before acceptance stand in the work's own sums, and are charged:
    never what a rework costs, and never what came `late`.
    """

    estate_path = "work__estate"

    class Type(models.TextChoices):
        LABOUR = "labour", _("labour cost")
        MATERIAL = "material", _("material cost")
        MACHINE = "machine", _("machine cost")
        PROVIDER = "provider", _("provider's invoices")

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="costs", verbose_name=_("work order"))
    type = models.CharField(_("type of cost"), max_length=10, choices=Type)
    round = models.PositiveSmallIntegerField(_("round of work"))
    late = models.BooleanField(_("after acceptance"), default=False)
    on = models.DateField(_("day"))
    amount = YuanField(_("amount"))
    trade = models.CharField(_("trade"), max_length=30, blank=True)
    hours = ScaledField(_("hours"), places=HOUR_PLACES, null=True)
    rate = YuanField(_("yuan an hour"), null=True)
    move = models.OneToOneField(
        MaterialMove, models.PROTECT, null=True, related_name="cost", verbose_name=_("movement of a material")
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", verbose_name=_("corrects")
    )
    document = models.CharField(_("document"), max_length=60, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("cost of a work")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, amount__gte=Yuan(0))
                | (Q(corrects__isnull=False, amount__lte=Yuan(0)) & ~Q(remark="")),
                name="po_work_cost_or_correction",
            ),
            models.CheckConstraint(condition=Q(late=False) | ~Q(remark=""), name="po_late_cost_has_reason"),
            models.CheckConstraint(
                condition=~Q(type="labour")
                | Q(corrects__isnull=False)
                | (Q(hours__gt=0, rate__gt=Yuan(0)) & ~Q(trade="")),
                name="po_labour_has_hours_and_rate",
            ),
            models.CheckConstraint(
                condition=Q(type="material", move__isnull=False) | (~Q(type="material") & Q(move__isnull=True)),
                name="po_material_cost_has_move",
            ),
        ]

    @property
    def quantity(self) -> Decimal | None:
        """What was taken from the store; below zero where it came back."""
        return -self.move.quantity if self.move else None

    @property
    def is_charged(self) -> bool:
        """Whether it stands in the sums of the work."""
        return self.round == 1 and not self.late

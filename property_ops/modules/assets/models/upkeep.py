from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import Yuan
from property_ops.modules.assets.models.asset import Asset
from property_ops.modules.works.public import WorkOrder

PAYERS = [
    ("subsidy", _("subsidy")),
    ("residents", _("residents")),
    ("maintenance_fund", _("maintenance fund")),
    ("common_income", _("common income")),
]
MOST_MONTHS = 240


class Upkeep(OfEstate):
    """Work on a piece of equipment that comes again: `every_months`, from the `first_on` on.

    `keeps_season`: it keeps its days of the calendar (gutters before the rains); else it counts from when it was done.
    """

    estate_path = "asset__estate"

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="upkeep", verbose_name=_("equipment"))
    name = models.CharField(_("what upkeep is done"), max_length=60)
    work_kind = models.CharField(_("kind of work"), max_length=40)
    quantity = ScaledField(_("planned quantity"), places=4)
    unit = models.CharField(_("unit of measure"), max_length=10)
    price = YuanField(_("price per unit"))
    payer = models.CharField(_("who pays"), max_length=20, choices=PAYERS)
    scope = models.CharField(_("scope of apportionment"), max_length=200, blank=True)
    first_on = models.DateField(_("due first"))
    every_months = models.PositiveSmallIntegerField(_("every (months)"))
    keeps_season = models.BooleanField(_("keeps its season"), default=False)
    lead_days = models.PositiveSmallIntegerField(_("proposed so many days before"), default=30)
    ended_on = models.DateField(_("upkeep ended"), null=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("upkeep")
        ordering = ["asset", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_months__gte=1, every_months__lte=MOST_MONTHS, lead_days__lte=366),
                name="po_upkeep_rhythm",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0, price__gt=Yuan(0)), name="po_upkeep_has_an_estimate"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(work_kind=""), name="po_upkeep_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.asset} {self.name}"


class UpkeepDue(OfEstate):
    """One due of an upkeep: the work that was opened for it, or why it was skipped. Once per due."""

    estate_path = "upkeep__asset__estate"

    upkeep = models.ForeignKey(Upkeep, models.PROTECT, related_name="dues", verbose_name=_("upkeep"))
    due_on = models.DateField(_("due day"))
    work = models.OneToOneField(
        WorkOrder, models.PROTECT, null=True, related_name="upkeep_due", verbose_name=_("work order")
    )
    skipped_because = models.CharField(_("why it was skipped"), max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by"))

    class Meta:
        verbose_name = _("due of upkeep")
        ordering = ["upkeep", "due_on"]
        constraints = [
            models.UniqueConstraint(fields=["upkeep", "due_on"], name="po_upkeep_due_once"),
            models.CheckConstraint(
                condition=Q(work__isnull=False, skipped_because="") | (Q(work=None) & ~Q(skipped_because="")),
                name="po_upkeep_due_opened_or_skipped",
            ),
        ]

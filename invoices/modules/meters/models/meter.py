from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.meters.domain.supply import PLACES
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Unit


class Meter(Prepared, OfEstate):
    """A household's meter. Where it begins and what its figure is multiplied by decides what is paid: so two approve.

    Another meter in its place, or one that went round, is a meter of its own.
    """

    rights = Rights(prepare="meters.change", approve="meters.approve")
    estate_path = "unit__estate"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    item = models.ForeignKey(FeeItem, models.PROTECT, related_name="+", verbose_name=_("fee item"))
    number = models.CharField(_("meter number"), max_length=30)
    multiplier = ScaledField(_("multiplier"), places=PLACES, default=Decimal(1))
    installed_on = models.DateField(_("in its place since"))
    first_value = ScaledField(_("reading at the beginning"), places=PLACES)
    removed_on = models.DateField(_("taken out on"), null=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("meter")
        ordering = ["unit", "item", "installed_on", "id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=Q(multiplier__gt=0, first_value__gte=0), name="po_meter_figures"),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gte=F("installed_on")), name="po_meter_has_days"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_subject(self) -> str:
        return self.number

    def audit_facts(self) -> dict[str, Any]:
        return {"unit": self.unit.code}


class ReadingSheet(Prepared, OfEstate):
    """The readings of an estate, item and month, handed in together and looked through by another person."""

    rights = Rights(prepare="meters.read", approve="meters.approve")
    estate_path = "estate"
    series = Series("CB")

    number = models.CharField(_("sheet number"), max_length=30, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    item = models.ForeignKey(FeeItem, models.PROTECT, related_name="+", verbose_name=_("fee item"))
    month = models.DateField(_("month"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("sheet of meter readings")
        ordering = ["-month", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["estate", "item"], condition=Q(state="waiting"), name="po_reading_sheet_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def audit_facts(self) -> dict[str, Any]:
        return {"estate": self.estate.code, "month": f"{self.month:%Y-%m}"}


class MeterReading(OfEstate):
    """What a meter showed. It counts once the sheet that it was handed in with is approved.

    `used` since the reading before, and `used_before` by the same unit in the calendar year, are written then.
    """

    estate_path = "meter__unit__estate"

    meter = models.ForeignKey(Meter, models.PROTECT, related_name="readings", verbose_name=_("meter"))
    month = models.DateField(_("month"))
    day = models.DateField(_("read on"))
    value = ScaledField(_("reading"), places=PLACES)
    picture = models.ForeignKey(
        StoredPicture, models.PROTECT, null=True, related_name="+", verbose_name=_("photo of the meter")
    )
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("read by"))
    read_at = models.DateTimeField(_("written down"))
    sheet = models.ForeignKey(
        ReadingSheet, models.PROTECT, null=True, related_name="readings", verbose_name=_("sheet of meter readings")
    )
    since = models.DateField(_("reading before: day"), null=True)
    value_before = ScaledField(_("reading before"), places=PLACES, null=True)
    used = ScaledField(_("used"), places=2 * PLACES, null=True)
    used_before = ScaledField(_("used before in the year"), places=2 * PLACES, null=True)

    STANDS = Q(sheet__state="approved")
    IN_HAND = Q(sheet=None) | Q(sheet__state__in=NEVER_MIND)

    class Meta:
        verbose_name = _("meter reading")
        ordering = ["meter", "month"]
        constraints = [
            models.UniqueConstraint(fields=["meter", "month"], name="po_meter_read_once_a_month"),
            models.CheckConstraint(condition=Q(value__gte=0), name="po_meter_reading_not_negative"),
            models.CheckConstraint(condition=Q(used=None) | Q(used__gte=0), name="po_meter_use_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.meter} {self.day}"

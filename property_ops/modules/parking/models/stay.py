from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.parking.models.space import Space


class ShortStay(OfEstate):
    """A visitor's car from its arrival until it left."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="short_stays", verbose_name=_("estate"))
    plate = models.CharField(_("plate"), max_length=12, db_index=True)
    space = models.ForeignKey(
        Space, models.PROTECT, null=True, related_name="short_stays", verbose_name=_("parking space")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="short_stays", verbose_name=_("unit visited")
    )
    arrived_at = models.DateTimeField(_("arrived"))
    left_at = models.DateTimeField(_("left"), null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    class Meta:
        verbose_name = _("visitor's stay")
        ordering = [F("left_at").desc(nulls_first=True), "-arrived_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(plate=""), name="po_stay_has_plate"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")), name="po_stay_in_order"
            ),
            models.UniqueConstraint(
                fields=["estate", "plate"], condition=Q(left_at__isnull=True), name="po_stay_parked_once"
            ),
            models.UniqueConstraint(fields=["space"], condition=Q(left_at__isnull=True), name="po_stay_space_once"),
        ]

    def __str__(self) -> str:
        return self.plate

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate


class OfficeNumber(OfEstate):
    """A telephone number for residents: of an office or a service, never somebody's own. Without an estate it is of
    all."""

    estate_path = "estate"
    without_estate_seen_by_all = True

    estate = models.ForeignKey(
        Estate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("estate")
    )
    name = models.CharField(_("office or service"), max_length=40)
    number = models.CharField(_("telephone number"), max_length=20)
    hours = models.CharField(_("when"), max_length=60, blank=True)
    place = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("telephone number")
        ordering = ["place", "name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(number=""), name="po_office_number_whole")]

    def __str__(self) -> str:
        return self.name

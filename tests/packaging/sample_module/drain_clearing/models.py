from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Unit


class HouseCall(OfEstate):
    """A home's drain, cleared on request. Whoever lives there signs for the metres; then they are charged."""

    estate_path = "unit__estate"

    number = models.CharField(_("house call"), max_length=20, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    day = models.DateField(_("day"))
    metres = ScaledField(_("metres cleared"), places=1)
    signed_by = models.CharField(_("signed by"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("house call")
        ordering = ["number"]

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide
from property_ops.modules.dispatch.models.crew import Crew
from property_ops.modules.works.public import QUANTITY_PLACES, Material


class VanStock(CompanyWide):
    """How much of a material a crew has on its van: the sum of its movements. It is the store's until it is used."""

    crew = models.ForeignKey(Crew, models.PROTECT, related_name="van", verbose_name=_("crew"))
    material = models.ForeignKey(Material, models.PROTECT, related_name="on_vans", verbose_name=_("material"))
    quantity = ScaledField(_("on the van"), places=QUANTITY_PLACES, default=0)

    class Meta:
        verbose_name = _("material on a van")
        ordering = ["crew", "material"]
        constraints = [
            models.UniqueConstraint(fields=["crew", "material"], name="po_van_stock_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="po_van_stock_not_negative"),
        ]


class VanMove(CompanyWide):
    """Onto the van above zero, off it below: back into the store, or used at a work. Append-only."""

    stock = models.ForeignKey(VanStock, models.PROTECT, related_name="moves", verbose_name=_("material on a van"))
    quantity = ScaledField(_("quantity"), places=QUANTITY_PLACES)
    work_number = models.CharField(_("work order"), max_length=40, blank=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by"))

    class Meta:
        verbose_name = _("movement of a van")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(quantity=0), name="po_van_move_is_some")]

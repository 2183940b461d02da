from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.works.models.work_order import QUANTITY_PLACES, WorkOrder

AREA_PLACES = 2


class PhotoArea(OfEstate):
    """Square metres told from a photo with the marker board, and by how much they may be wrong. Append-only.

    `corners` in pixels of the photo; `typed` is what stood as done then. It proves nothing by itself, and changes no
    quantity.
    """

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="photo_areas", verbose_name=_("work order"))
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))
    corners: Any = models.JSONField(_("corners"))
    area = ScaledField(_("area (m²)"), places=AREA_PLACES)
    error = ScaledField(_("may be wrong by (m²)"), places=AREA_PLACES)
    typed = ScaledField(_("reported then"), places=QUANTITY_PLACES, null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("measured"))

    class Meta:
        verbose_name = _("area from a photo")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(area__gt=0, error__gte=0), name="po_photo_area_is_some")]

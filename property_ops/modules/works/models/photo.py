from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.works.models.work_order import WorkOrder


class PhotoStage(models.TextChoices):
    BEFORE = "before", _("before")
    DURING = "during", _("during the work")
    AFTER = "after", _("after")
    DRAWING = "drawing", _("drawing")


class WorkPhoto(OfEstate):
    """A photo of a work. Never changed; the database lets none go once the work is accepted.

    A picture stands once with a work: it can't show it before and after. A drawing tells the crew what is to be done.
    """

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="photos", verbose_name=_("work order"))
    stage = models.CharField(_("stage"), max_length=10, choices=PhotoStage)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))
    caption = models.CharField(_("caption"), max_length=60, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("photo of a work")
        constraints = [
            models.UniqueConstraint(fields=["work", "picture"], name="po_work_photo_once"),
            models.CheckConstraint(condition=models.Q(stage__in=PhotoStage.values), name="po_work_photo_stage"),
        ]

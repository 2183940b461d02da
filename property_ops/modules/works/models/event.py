from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import OfEstate
from property_ops.modules.works.models.work_order import WorkOrder


class WorkEvent(OfEstate):
    """Something that was done about a work in the product: who, when, what, and why. Append-only.

    `action` is a move, or create, record, confirm; `on` is the day it counts for, `person` who said so outside.
    """

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="events", verbose_name=_("work order"))
    at = models.DateTimeField(_("recorded"), auto_now_add=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    action = models.CharField(_("action"), max_length=20)
    from_state = models.CharField(_("state before"), max_length=12, blank=True)
    to_state = models.CharField(_("state after"), max_length=12)
    round = models.PositiveSmallIntegerField(_("round of work"))
    person = models.CharField(_("who said so"), max_length=60, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    detail = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("event of a work")
        ordering = ["id"]

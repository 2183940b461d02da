from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.modules.works.models.work_order import WorkOrder


class WorkSheet(OfEstate):
    """What was measured for a work of a kind with fields: numbers as text, by the code of the field."""

    estate_path = "work__estate"

    work = models.OneToOneField(WorkOrder, models.PROTECT, related_name="sheet", verbose_name=_("work order"))
    kind = models.CharField(_("kind"), max_length=40)
    values = models.JSONField(_("measured values"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("measurement sheet")
        constraints = [models.CheckConstraint(condition=~models.Q(kind=""), name="po_work_sheet_has_kind")]

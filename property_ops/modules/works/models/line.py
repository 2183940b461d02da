from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import Yuan
from property_ops.modules.works.models.work_order import QUANTITY_PLACES, WorkOrder


class WorkLine(OfEstate):
    """A further quantity of a work, from number 2 on: the first stands in the work order itself."""

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="further_lines", verbose_name=_("work order"))
    number = models.PositiveSmallIntegerField(_("line"))
    name = models.CharField(_("what is done"), max_length=60)
    unit = models.CharField(_("unit of measure"), max_length=10)
    planned = ScaledField(_("planned quantity"), places=QUANTITY_PLACES)
    price = YuanField(_("estimated price per unit"))
    done = ScaledField(_("done quantity"), places=QUANTITY_PLACES, null=True)
    accepted = ScaledField(_("accepted quantity"), places=QUANTITY_PLACES, null=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("quantity line")
        ordering = ["work", "number"]
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="po_work_line_once"),
            models.CheckConstraint(
                condition=Q(number__gte=2, planned__gt=0, price__gt=Yuan(0)), name="po_work_line_is_planned"
            ),
            models.CheckConstraint(
                condition=(Q(done__isnull=True) | Q(done__gte=0)) & (Q(accepted__isnull=True) | Q(accepted__gte=0)),
                name="po_work_line_not_negative",
            ),
        ]

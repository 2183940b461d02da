from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillLine
from property_ops.framework.scope import OfEstate


class LineHold(OfEstate):
    """From `start` until `end` (open: NULL) the line is left alone: no automatic payment, reminder or late charge.

    Several may hold one line, each for itself: an objection of its payer, and complaints of many about the work.
    """

    estate_path = "line__bill__estate"

    line = models.ForeignKey(BillLine, models.PROTECT, related_name="holds")
    source = models.CharField(_("source"), max_length=80)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True)

    class Meta:
        verbose_name = _("held line")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "source"], condition=Q(end=None), name="po_line_held_once_by_source"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="po_hold_start_before_end"
            ),
        ]


class DueDay(OfEstate):
    """From `day` on the line is due on `due_on`, not on the day that its bill names. The latest row counts."""

    estate_path = "line__bill__estate"

    line = models.ForeignKey(BillLine, models.PROTECT, related_name="due_days")
    due_on = models.DateField(_("due on"))
    day = models.DateField(_("decided on"))
    source = models.CharField(_("source"), max_length=80)

    class Meta:
        verbose_name = _("moved due date")
        ordering = ["id"]

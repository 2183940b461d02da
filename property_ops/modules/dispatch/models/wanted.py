from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import OfEstate
from property_ops.modules.dispatch.domain.slots import LONGEST, SHORTEST
from property_ops.modules.works.public import WorkOrder


class WantedVisits(OfEstate):
    """Visits that go into the tray as soon as the estimate of the work is released; used once."""

    estate_path = "work__estate"

    work = models.OneToOneField(WorkOrder, models.PROTECT, related_name="wanted", verbose_name=_("work order"))
    count = models.PositiveSmallIntegerField(_("number of visits"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    due_on = models.DateField(_("wanted by"), null=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    note = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("wanted visits")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=SHORTEST, minutes__lte=LONGEST, count__gte=1),
                name="po_wanted_visits_have_minutes",
            )
        ]

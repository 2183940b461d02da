from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate
from property_ops.modules.requests.domain.satisfaction import Tally


class Survey(OfEstate):
    """One round of asking an estate's households whether they are satisfied, as the tally sheet has it."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="surveys", verbose_name=_("estate"))
    round = models.CharField(_("survey round"), max_length=30)
    closed_on = models.DateField(_("counted on"), db_index=True)
    asked = models.PositiveIntegerField(_("households asked"))
    took_part = models.PositiveIntegerField(_("took part"))
    satisfied = models.PositiveIntegerField(_("satisfied"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("survey")
        ordering = ["-closed_on", "estate"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "round"], name="po_survey_once"),
            models.CheckConstraint(
                condition=Q(asked__gt=0) & Q(took_part__lte=F("asked")) & Q(satisfied__lte=F("took_part")),
                name="po_survey_adds_up",
            ),
        ]

    @property
    def tally(self) -> Tally:
        return Tally(self.asked, self.took_part, self.satisfied)

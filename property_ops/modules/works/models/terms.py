from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate


class AcceptanceTerms(OfEstate):
    """What an estate's agreement says of acceptance and warranty. Without a row: three parties, none deemed."""

    estate_path = "estate"

    estate = models.OneToOneField(Estate, models.PROTECT, related_name="acceptance_terms", verbose_name=_("estate"))
    has_committee = models.BooleanField(_("the estate has an owners' committee"), default=True)
    deemed_days = models.PositiveSmallIntegerField(_("days until silence counts as acceptance"), null=True, blank=True)
    warranty_months = models.PositiveSmallIntegerField(_("warranty (months)"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("terms of acceptance")
        ordering = ["estate"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deemed_days__isnull=True) | Q(deemed_days__range=(1, 365)), name="po_deemed_days_in_range"
            ),
            models.CheckConstraint(
                condition=Q(warranty_months__isnull=True) | Q(warranty_months__range=(0, 600)),
                name="po_warranty_months_in_range",
            ),
        ]

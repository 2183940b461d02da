from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.kernel.period import Period


class Management(models.TextChoices):
    MANAGED = "managed", _("managed")
    ASSISTED = "assisted", _("assisted")


class Estate(OfEstate):
    """A residential estate: managed from a take-over date, or only assisted."""

    estate_path = "pk"

    code = models.CharField(_("estate code"), max_length=20, unique=True)
    name = models.CharField(_("estate"), max_length=60, unique=True)
    community = models.CharField(_("community"), max_length=60, blank=True)
    building_count = models.PositiveIntegerField(_("buildings"), null=True)
    built_year = models.PositiveIntegerField(_("built in"), null=True)
    management = models.CharField(_("management"), max_length=10, choices=Management)
    taken_over_on = models.DateField(_("take-over date"), null=True, blank=True)
    grid_worker_name = models.CharField(_("grid worker"), max_length=40, blank=True)
    grid_worker_phone = models.CharField(_("grid worker's phone"), max_length=20, blank=True)
    party_branch = models.CharField(_("party branch"), max_length=60, blank=True)
    committee_chair = models.CharField(_("chair of the owners' committee"), max_length=40, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("estate")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(management=Management.ASSISTED) | Q(taken_over_on__isnull=False),
                name="po_managed_estate_has_takeover_date",
            ),
            models.CheckConstraint(condition=~Q(code=""), name="po_estate_has_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def managed_period(self) -> Period | None:
        """The days on which the estate is managed; None if it is only assisted."""
        if self.management != Management.MANAGED or self.taken_over_on is None:
            return None
        return Period.since(self.taken_over_on, None)


class EstateMembership(OfEstate):
    """A grid worker's estates: they see no other estate's people."""

    estate_path = "estate"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="estate_memberships")
    estate = models.ForeignKey(Estate, models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "estate"], name="po_membership_once")]

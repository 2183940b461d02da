from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField, StoredInteger, choices_of
from property_ops.framework.scope import OfEstate
from property_ops.kernel.acceptance import Manner
from property_ops.modules.estates.public import Estate

RATIO_PLACES = 6
MANNERS = choices_of(Manner)


class AgreementItem(OfEstate):
    """A service that the estate's service agreement names. Every one must be confirmed before a month is charged."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="agreement_items", verbose_name=_("estate"))
    name = models.CharField(_("service"), max_length=60)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agreed service")
        ordering = ["estate", "id"]
        constraints = [models.UniqueConstraint(fields=["estate", "name"], name="po_agreement_item_once")]

    def __str__(self) -> str:
        return self.name


class Confirmation(OfEstate):
    """One service of one month, confirmed by the owners' committee and the party branch: weight and completion.

    `counted_done` of `counted_promised` rounds, where rounds were agreed: as counted when it was confirmed.
    """

    estate_path = "item__estate"

    item = models.ForeignKey(AgreementItem, models.PROTECT, related_name="confirmations", verbose_name=_("service"))
    month = models.DateField(_("month"), help_text="first day of the month")
    weight = ScaledField(_("weight"), places=RATIO_PLACES)
    completion = ScaledField(_("completion ratio"), places=RATIO_PLACES)
    committee_signer = models.CharField(_("confirmed by the owners' committee"), max_length=40, blank=True)
    branch_signer = models.CharField(_("confirmed by the party branch"), max_length=40, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True)
    manner = models.CharField(_("manner of acceptance"), max_length=12, choices=MANNERS, default=Manner.REGISTER.value)
    counted_done = models.PositiveIntegerField(_("rounds done"), null=True)
    counted_promised = models.PositiveIntegerField(_("rounds promised"), null=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("service confirmation")
        ordering = ["month", "item"]
        constraints = [
            models.UniqueConstraint(fields=["item", "month"], name="po_confirmation_once"),
            models.CheckConstraint(condition=Q(weight__gt=0) & Q(weight__lte=1), name="po_confirmation_weight"),
            models.CheckConstraint(
                condition=Q(completion__gte=0) & Q(completion__lte=1), name="po_confirmation_completion"
            ),
            models.CheckConstraint(
                condition=Q(manner__in=[value for value, _word in MANNERS]), name="po_confirmation_manner"
            ),
            # rule 25: never more than was counted
            models.CheckConstraint(
                condition=Q(counted_done__isnull=True, counted_promised__isnull=True)
                | Q(
                    LessThanOrEqual(
                        StoredInteger("completion") * F("counted_promised"), F("counted_done") * 10**RATIO_PLACES
                    ),
                    counted_done__isnull=False,
                    counted_promised__gt=0,
                ),
                name="po_confirmation_counted",
            ),
        ]

    @property
    def by_both(self) -> bool:
        """Both parties signed, with a date."""
        return bool(self.committee_signer and self.branch_signer and self.confirmed_on)

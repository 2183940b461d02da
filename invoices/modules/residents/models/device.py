from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Tenure, Unit


class HouseholdDevice(OfEstate):
    """A phone on which a payer's page of a home is open (docs/adr/0055), until it ends or is signed out.

    What opens it is the device's secret and kept nowhere but there: `device_hash` is all that is known of it. A device
    may be let into several households. `proofs` are the two or three things that were known. It says whose bills are
    shown by the tenure: a tenant's device never shows what the owner owes.
    """

    estate_path = "unit__estate"

    device_hash = models.CharField(max_length=64, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    tenure = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("payer"))
    label = models.CharField(_("device"), max_length=60)
    proofs = models.CharField(_("let in by"), max_length=20)
    entered_at = models.DateTimeField(_("let in at"))
    expires_on = models.DateField(_("valid until"))
    revoked_at = models.DateTimeField(_("signed out"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("device of a household")
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["device_hash", "tenure"], condition=Q(revoked_at=None), name="po_household_device_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False), name="po_household_device_revoked_by"
            ),
            models.CheckConstraint(condition=~Q(proofs=""), name="po_household_device_proven"),
        ]

    def __str__(self) -> str:
        return self.label


class WrongEntry(OfEstate):
    """Somebody who had a statement's link and did not know two things of its household; counted, then forgotten."""

    journal = "no fact: counted for a day, and forgotten"
    estate_path = "bill__estate"

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="+")
    visitor = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("refused entry")
        indexes = [models.Index(fields=["bill", "at"], name="po_wrong_entry_of_bill")]

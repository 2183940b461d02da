from django.conf import settings
from django.db import models

from property_ops.framework.scope import CompanyWide


class AuditEvent(CompanyWide):
    """Who did or looked at what, and when (docs/product.md rule 20). Append-only: triggers refuse any change."""

    journal = "has a chain of its own under the seals"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]  # a look is stored a moment after it was
        indexes = [models.Index(fields=["subject", "at"])]


class TakenBatch(CompanyWide):
    """A file of looks that the audit log has: stored with them, gone once the file is."""

    journal = "a file of looks that is just being taken in"

    name = models.CharField(primary_key=True, max_length=80)

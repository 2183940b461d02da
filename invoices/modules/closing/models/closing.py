from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.charges.public import Hold


class Acknowledgement(models.Model):
    """Somebody knows that this is held when the month is closed, and says why it may be. Append-only."""

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="acknowledgement")
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("acknowledgement of what is held")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="po_acknowledgement_has_reason")]


class Decision(models.TextChoices):
    WAITING = "waiting", _("waiting")
    REOPENED = "reopened", _("reopened")
    REFUSED = "refused", _("turned down")


class Reopening(models.Model):
    """Somebody asks to reopen a closed month, and another person decides (docs/product.md rule 10)."""

    month = models.DateField(_("month"))
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=Decision, default=Decision.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("reopening of a month")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["month"], condition=Q(state="waiting"), name="po_reopening_asked_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_reopening_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="po_reopening_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="po_reopening_decided_by_someone",
            ),
        ]

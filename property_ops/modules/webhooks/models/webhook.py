from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.scope import CompanyWide
from property_ops.modules.estates.public import Estate
from property_ops.modules.webhooks.domain.states import DeliveryState

LONGEST_FAILURE = 200


class Webhook(CompanyWide):
    """Who is told of what: an address, kinds of event, and one estate or all. The secret is encrypted, shown once."""

    name = models.CharField(_("purpose"), max_length=60)
    address = models.CharField(_("web address"), max_length=500)
    kinds: Any = models.JSONField(_("tells of"))
    estate = models.ForeignKey(
        Estate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("estate")
    )
    secret = models.TextField()
    active = models.BooleanField(_("in use"), default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("webhook")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["name"], name="po_webhook_name_once")]

    def __str__(self) -> str:
        return self.name


class Delivery(CompanyWide):
    """One event on its way to one webhook. Of a subject each waits until the one before it is over."""

    journal = "tells what other systems were told; the facts themselves have a journal"

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries", verbose_name=_("webhook"))
    kind = models.CharField(_("event"), max_length=60)
    subject = models.CharField(_("of what"), max_length=80)
    body = models.TextField()
    at = models.DateTimeField(_("happened"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=choices_of(DeliveryState),
        default=DeliveryState.WAITING.value,
    )
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(_("next try"))
    tried_at = models.DateTimeField(_("last try"), null=True)
    failure = models.CharField(_("what went wrong"), max_length=LONGEST_FAILURE, blank=True)

    class Meta:
        verbose_name = _("delivery")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["webhook", "subject"], condition=Q(state=DeliveryState.WAITING.value), name="po_webhook_waiting"
            ),
            models.Index(fields=["next_at"], condition=Q(state=DeliveryState.WAITING.value), name="po_webhook_due"),
            models.Index(fields=["webhook", "state"], name="po_webhook_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in DeliveryState]), name="po_webhook_delivery_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def message_id(self) -> str:
        """The same however often it is sent: who receives it twice knows by this."""
        return f"msg_{self.pk}"

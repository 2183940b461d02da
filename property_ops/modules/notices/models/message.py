from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Tenure
from property_ops.modules.notices.domain.states import TROUBLE, MessageState
from property_ops.modules.notices.domain.templates import NAME_LENGTH
from property_ops.modules.notices.models.contact import Channel

STATES = choices_of(MessageState)
IN_TROUBLE = Q(state__in=[state.value for state in TROUBLE], seen_at=None)
"""Failed, or nobody knows; and nobody has seen to it."""


class Message(OfEstate):
    """What goes out at once to one household by one channel: a notice, or several together.

    `template` and `facts` are what a platform's own text is made of. The address is read from the register when it is
    sent; kept is only how it is recognised. `again_of`: a person sent that one again, which happens once.
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    tenure = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("household"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("staff")
    )
    channel = models.CharField(_("carried by"), max_length=6, choices=Channel)
    template = models.CharField(_("what of"), max_length=NAME_LENGTH)
    facts: models.JSONField[Mapping[str, Any], Mapping[str, Any]] = models.JSONField(default=dict)
    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=8, choices=STATES, default=MessageState.WAITING.value)
    made_at = models.DateTimeField(_("since"))
    next_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    to = models.CharField(_("sent to"), max_length=60, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    problem = models.CharField(_("what went wrong"), max_length=200, blank=True)
    again_of = models.OneToOneField(
        to="self", on_delete=models.PROTECT, null=True, related_name="sent_again", verbose_name=_("sends again")
    )
    seen_at = models.DateTimeField(_("seen to"), null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("seen to by")
    )

    class Meta:
        verbose_name = _("message")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state__in=["waiting", "sending"]), name="po_message_waiting"),
            models.Index(fields=["state"], condition=Q(seen_at=None), name="po_message_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "logged"]) ^ Q(sent_at=None), name="po_message_sent_says_when"
            ),
            models.CheckConstraint(condition=Q(tenure=None) ^ Q(user=None), name="po_message_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="po_message_seen_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SendingOutcome(models.TextChoices):
    SENT = "sent", _("sent")
    LOGGED = "logged", _("only in the log")
    FAILED = "failed", _("not sent, tried again")
    REFUSED = "refused", _("not sent")
    UNCLEAR = "unclear", _("not known whether it arrived")


class SendingTry(OfEstate):
    """One try at sending, and what came of it; never changed. `reference` is the platform's."""

    estate_path = "message__estate"

    message = models.ForeignKey(Message, models.PROTECT, related_name="log", verbose_name=_("message"))
    at = models.DateTimeField(_("at"))
    outcome = models.CharField(_("outcome"), max_length=7, choices=SendingOutcome)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    reference = models.CharField(_("platform's number"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("try at sending")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message"], condition=Q(outcome="sent"), name="po_message_is_sent_once")
        ]

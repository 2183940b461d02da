from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Tenure
from property_ops.modules.notices.domain.states import Withheld
from property_ops.modules.notices.domain.templates import NAME_LENGTH
from property_ops.modules.notices.models.message import Message


class Notice(OfEstate):
    """Something that a household, or somebody of the staff, is told of: written with what it tells, once by its key.

    It waits until it has a message to go out with, or is withheld for a reason. `until`: later it is told no more.
    """

    estate_path = "estate"

    key = models.CharField(max_length=160, unique=True)
    template = models.CharField(_("what of"), max_length=NAME_LENGTH)
    facts = models.JSONField(default=dict)
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    tenure = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("household"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("staff")
    )
    made_at = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="notices", verbose_name=_("message"))
    withheld = models.CharField(_("not told"), max_length=10, choices=choices_of(Withheld), blank=True)

    class Meta:
        verbose_name = _("notice")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["made_at"], condition=Q(message=None, withheld=""), name="po_notice_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tenure__isnull=False, user=None, estate__isnull=False) | Q(tenure=None, user__isnull=False),
                name="po_notice_is_for_somebody",
            ),
            models.CheckConstraint(condition=Q(message=None) | Q(withheld=""), name="po_notice_told_or_withheld"),
        ]

    def __str__(self) -> str:
        return self.key


class NoticeSwitch(OfEstate):
    """Whether an estate's households are told of something, where it is not as usual."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    template = models.CharField(_("what of"), max_length=NAME_LENGTH)
    on = models.BooleanField(_("told"))
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("what an estate's households are told of")
        ordering = ["estate", "template"]
        constraints = [models.UniqueConstraint(fields=["estate", "template"], name="po_notice_switch_once")]

    def __str__(self) -> str:
        return self.template

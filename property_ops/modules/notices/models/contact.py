from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Tenure


class Channel(models.TextChoices):
    """In the order in which they are tried."""

    WECHAT = "wechat", _("WeChat")
    SMS = "sms", _("text message")
    MAIL = "mail", _("e-mail")


class HouseholdContact(OfEstate):
    """What a household said of a channel: its address there, and whether it wants nothing by it.

    Text messages go to the phone of the register, whatever stands here; WeChat and e-mail only to what it gave itself.
    """

    estate_path = "tenure__unit__estate"

    tenure = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("household"))
    channel = models.CharField(_("carried by"), max_length=6, choices=Channel)
    address = models.CharField(_("address"), max_length=128, blank=True)
    refused = models.BooleanField(_("not wanted"), default=False)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("how a household is told")
        ordering = ["tenure", "channel"]
        constraints = [models.UniqueConstraint(fields=["tenure", "channel"], name="po_household_contact_once")]

    def __str__(self) -> str:
        return self.get_channel_display()

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import OfEstate
from property_ops.modules.dispatch.public import Visit


class EntryKind(models.TextChoices):
    START = "start", _("begun")
    PHOTO = "photo", _("photo")
    QUANTITIES = "quantities", _("quantities")
    HOURS = "hours", _("hours")
    MATERIAL = "material", _("material")
    DONE = "done", _("finished for today")


class PhoneEntry(OfEstate):
    """Something a crew entered on the phone and that has taken effect. Append-only.

    `key` was made by the phone when it was entered: however often it is sent, it is one row and takes effect once.
    `said_at` is when it was entered, by the phone's clock; `digest` is of all that was sent.
    """

    estate_path = "visit__work__estate"

    key = models.UUIDField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="entries", verbose_name=_("crew visit"))
    kind = models.CharField(_("kind of entry"), max_length=10, choices=EntryKind)
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    said_at = models.DateTimeField(_("entered"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("entry from the phone")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=EntryKind.values), name="po_phone_entry_kind"),
            models.CheckConstraint(
                condition=models.Q(said_at__lte=models.F("received_at")), name="po_phone_entry_said_before_received"
            ),
        ]

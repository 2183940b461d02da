from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import OfEstate
from property_ops.modules.notices.models.notice import Notice


class HandedNotice(OfEstate):
    """A notice that no message can carry was handed over on paper: by whom, and when. Append-only."""

    estate_path = "notice__estate"

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="handed", verbose_name=_("notice"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed over by"))
    at = models.DateTimeField(_("handed over at"))

    class Meta:
        verbose_name = _("notice handed over")
        ordering = ["-at", "-pk"]

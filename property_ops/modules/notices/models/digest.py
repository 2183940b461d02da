from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide


class DigestReader(CompanyWide):
    """Somebody of the staff who wants what waits for him by e-mail each morning."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_reader", verbose_name=_("staff")
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("reader of the morning's digest")

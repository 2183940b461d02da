from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide


class DigestReader(CompanyWide):
    """Somebody of the staff who wants what waits for him by e-mail each morning; `at_once`: during the day as well.

    `quiet_from` and `quiet_until` are his own quiet hours, within those of all. `told` counts by list what was told
    last, so that nothing is told twice.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_reader", verbose_name=_("staff")
    )
    since = models.DateTimeField(_("since"))
    at_once = models.BooleanField(_("during the day as well"), default=False)
    quiet_from = models.TimeField(_("nothing from"), null=True)
    quiet_until = models.TimeField(_("nothing until"), null=True)
    told = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("reader of the morning's digest")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="po_digest_reader_quiet",
            )
        ]

from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide

LONGEST_FAILURE = 300


class SealSending(CompanyWide):
    """Up to which seal a place elsewhere has them: a mail address, or an address that they are posted to.

    `failure` is empty while the last sending arrived; `failures` counts those in a row that did not.
    """

    journal = "tells what was sent; the seals themselves are signed"

    place = models.CharField(_("sent to"), max_length=300, unique=True)
    number = models.PositiveBigIntegerField(_("up to seal"), default=0)
    failures = models.PositiveIntegerField(_("failures"), default=0)
    failure = models.CharField(_("failure"), max_length=LONGEST_FAILURE, blank=True)
    tried_at = models.DateTimeField(_("tried at"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        verbose_name = _("sending of seals")
        ordering = ["place"]

    def __str__(self) -> str:
        return self.place

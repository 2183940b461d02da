from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Tenure, Unit


class SettledCertificate(OfEstate):
    """结清证明: on `day` the payer owed nothing of what was billed until then. Numbered, and never changed.

    `head` and `head_digest` name the entry of the ledger up to which it was so.
    """

    estate_path = "unit__estate"
    series = Series("JQ")

    number = models.CharField(_("number"), max_length=30, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    payer = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("payer"))
    name = models.CharField(_("name"), max_length=60)
    day = models.DateField(_("day"))
    billed_until = models.DateField(_("last month billed"), null=True)
    advance = YuanField(_("held in advance"))
    head = models.BigIntegerField(_("ledger entry"))
    head_digest = models.CharField(_("its digest"), max_length=64)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("certified by")
    )
    issued_at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("certificate of a settled account")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(advance__gte=ZERO) & ~Q(name=""), name="po_certificate_sensible")
        ]

    def __str__(self) -> str:
        return self.number

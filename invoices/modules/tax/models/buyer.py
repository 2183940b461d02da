from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.tax.domain.tax_number import MOST_SIGNS
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Tenure


class BuyerTaxNumber(OfEstate):
    """The tax number that a payer's invoices are asked for with. The newest counts, an empty one takes it away.

    Append-only.
    """

    estate_path = "tenure__unit__estate"

    tenure = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("payer"))
    number = models.CharField(_("tax number"), max_length=MOST_SIGNS, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("tax number of a payer")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.charges.public import Hold
from property_ops.framework.scope import OfEstate


class Acknowledgement(OfEstate):
    """Somebody knows that this is held when the month is closed, and says why it may be. Append-only."""

    estate_path = "hold__estate"

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="acknowledgement")
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("acknowledgement of what is held")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="po_acknowledgement_has_reason")]

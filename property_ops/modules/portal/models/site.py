from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.works.public import Party, WorkOrder


class SiteAcceptance(OfEstate):
    """A party accepted the work standing at it, on its own phone, and signed with a finger. Append-only.

    It was known by its log-in (`user`), or by its PIN. `shown_by` had the code on the phone that was scanned.
    """

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="site_acceptances", verbose_name=_("work order"))
    round = models.PositiveSmallIntegerField(_("round"))
    party = models.CharField(_("party"), max_length=10, choices=choices_of(Party))
    person = models.CharField(_("name"), max_length=60)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signature = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("signature"))
    network = models.CharField(_("network"), max_length=40)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("acceptance on site")
        constraints = [
            models.UniqueConstraint(fields=["work", "round", "party"], name="po_site_acceptance_once"),
            models.CheckConstraint(condition=~Q(person=""), name="po_site_acceptance_has_a_name"),
        ]

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.providers.models.agreement import OPEN_OR_APPROVED
from property_ops.modules.providers.models.order import ServiceOrder

STARS = [(5, "★★★★★"), (4, "★★★★☆"), (3, "★★★☆☆"), (2, "★★☆☆☆"), (1, "★☆☆☆☆")]
_RATED = Q(stars__gte=1, stars__lte=5)


class CustomerLink(OfEstate):
    """By which whoever ordered follows, accepts and rates. Its token is their secret: only the hash is kept."""

    estate_path = "order__estate"

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(_("valid until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        verbose_name = _("link to a service order")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(revoked_at__isnull=True), name="po_customer_link_one_counts"
            )
        ]


class AcceptedBy(models.TextChoices):
    LINK = "link", _("by whoever ordered, on their own link")
    STAFF = "staff", _("by another member of staff")
    SLIP = "slip", _("transcribed from a signed slip, compared by another person")


class ServiceAcceptance(OfEstate):
    """The service was accepted, by whom and in which manner (docs/product.md rule 22), and rated. Append-only."""

    estate_path = "order__estate"

    order = models.OneToOneField(ServiceOrder, models.PROTECT, related_name="acceptance")
    round = models.PositiveSmallIntegerField(_("round"))
    manner = models.CharField(_("manner of acceptance"), max_length=5, choices=AcceptedBy)
    person = models.CharField(_("accepted by"), max_length=40)
    stars = models.PositiveSmallIntegerField(_("stars"), choices=STARS)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    network = models.CharField(_("network"), max_length=40, blank=True)
    on = models.DateField(_("accepted on"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("acceptance of a service")
        constraints = [
            models.CheckConstraint(condition=_RATED & ~Q(person=""), name="po_service_acceptance_is_whole"),
            models.CheckConstraint(condition=Q(manner__in=AcceptedBy.values), name="po_service_acceptance_manner"),
        ]


class SlipTranscription(Prepared, OfEstate):
    """A slip that the resident signed, transcribed; the service is accepted once another person compared them."""

    rights: ClassVar[Rights] = Rights(prepare="providers.order", approve="providers.approve")
    estate_path = "order__estate"

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="slips", verbose_name=_("service order"))
    round = models.PositiveSmallIntegerField(_("round"))
    person = models.CharField(_("signed by"), max_length=40)
    on = models.DateField(_("signed on"))
    stars = models.PositiveSmallIntegerField(_("stars"), choices=STARS)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo of the slip"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("transcribed slip of a service")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["order", "round"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_service_slip_once"
            ),
            models.CheckConstraint(condition=_RATED & ~Q(person=""), name="po_service_slip_is_whole"),
        ]

    def __str__(self) -> str:
        return self.order.number


class ServiceComplaint(Prepared, OfEstate):
    """Somebody complains of a provider; it lowers the score once another person upholds it."""

    rights: ClassVar[Rights] = Rights(prepare="providers.order", approve="providers.approve")
    estate_path = "order__estate"

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="complaints", verbose_name=_("service order"))
    words = models.CharField(_("what is complained of"), max_length=300)
    on = models.DateField(_("day"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("complaint about a provider")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="po_service_complaint_says_what"),
        ]

    def __str__(self) -> str:
        return self.order.number

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField, YuanField, choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.providers.domain.states import WITH_PROVIDER, OfferState, ServiceOrderMove, ServiceOrderState
from property_ops.modules.providers.models.agreement import ServiceItem
from property_ops.modules.providers.models.provider import Provider, Trade
from property_ops.modules.requests.public import Request

QUANTITY_PLACES = 2
ORDER_WORDS = choices_of(ServiceOrderState)
OFFER_WORDS = choices_of(OfferState)
MOVE_WORDS = choices_of(ServiceOrderMove)


class ServicePayer(models.TextChoices):
    RESIDENT = "resident", _("the resident")
    COMPANY = "company", _("the company")


class ServiceOrder(OfEstate):
    """A service somebody wants of a provider: for a resident, or for the company itself.

    `contact` and `phone` are the resident's. `promised_on` is the day of the first appointment. Accepted or cancelled
    it is frozen.
    """

    estate_path = "estate"
    series = Series("FWD", places=4, dash="", row="service orders ")

    number = models.CharField(_("number of the order"), max_length=20, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="service_orders", verbose_name=_("estate"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, related_name="service_orders", verbose_name=_("request")
    )
    trade = models.CharField(_("kind of service"), max_length=16, choices=Trade)
    payer = models.CharField(_("who pays"), max_length=8, choices=ServicePayer)
    wanted = models.CharField(_("what is wanted"), max_length=300)
    place = models.CharField(_("place"), max_length=100, blank=True)
    suits = models.CharField(_("time that suits"), max_length=60, blank=True)
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ORDER_WORDS, default=ServiceOrderState.RECEIVED.value)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="orders", verbose_name=_("provider"))
    appointed_at = models.DateTimeField(_("appointment"), null=True)
    promised_on = models.DateField(_("first promised for"), null=True)
    done_on = models.DateField(_("done on"), null=True)
    accepted_on = models.DateField(_("accepted on"), null=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ordered by")
    )
    ordered_at = models.DateTimeField(_("ordered"))
    cancelled_because = models.CharField(_("cancelled because"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("service order")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(wanted=""), name="po_service_order_says_what"),
            models.CheckConstraint(condition=Q(payer__in=ServicePayer.values), name="po_service_order_payer"),
            models.CheckConstraint(
                condition=~Q(state__in=[*map(str, WITH_PROVIDER)]) | Q(provider__isnull=False),
                name="po_service_order_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_on__isnull=False, done_on__isnull=False),
                name="po_service_order_accepted_was_done",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""), name="po_service_order_cancelled_why"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ServiceOffer(OfEstate):
    """An order offered to a provider, to be answered by an hour. `closed_at`: answered, or withdrawn."""

    estate_path = "order__estate"

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="offers", verbose_name=_("service order"))
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="offers", verbose_name=_("provider"))
    state = models.CharField(_("state"), max_length=10, choices=OFFER_WORDS, default=OfferState.OPEN.value)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("offered by")
    )
    offered_at = models.DateTimeField(_("offered at"))
    answer_by = models.DateTimeField(_("to be answered by"))
    closed_at = models.DateTimeField(_("answered at"), null=True)
    words = models.CharField(_("words"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("offer of a service order")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "provider"], condition=Q(state="open"), name="po_service_offer_open_once"
            ),
            models.UniqueConstraint(fields=["order"], condition=Q(state="taken"), name="po_service_offer_taken_once"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="po_service_offer_closed",
            ),
        ]


class ServiceEvent(OfEstate):
    """One step of an order: who took it, staff or provider; with neither, whoever ordered, by link. Append-only."""

    estate_path = "order__estate"

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="events")
    move = models.CharField(_("step"), max_length=10, choices=MOVE_WORDS)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+", verbose_name=_("provider"))
    words = models.CharField(_("words"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("step of a service order")
        ordering = ["pk"]


class ServiceLine(OfEstate):
    """What was done in a round, at what price; the database knows the published one and takes none above it.

    `amount` = quantity × unit price, half up. Append-only: a round that is sent back has its lines, and none counts.
    """

    estate_path = "order__estate"

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="lines")
    round = models.PositiveSmallIntegerField(_("round"))
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="+", verbose_name=_("service item"))
    day = models.DateField(_("day"))
    quantity = ScaledField(_("quantity"), places=QUANTITY_PLACES)
    unit_price = YuanField(_("price of one"))
    amount = YuanField(_("amount"))

    class Meta:
        verbose_name = _("line of a service order")
        ordering = ["order", "round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "round", "item"], name="po_service_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, unit_price__gte=ZERO), name="po_service_line_positive"),
        ]


class ServicePhoto(OfEstate):
    """What the provider shows of a round. Append-only."""

    estate_path = "order__estate"

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="photos")
    round = models.PositiveSmallIntegerField(_("round"))
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))

    class Meta:
        verbose_name = _("photo of a service")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["order", "round", "picture"], name="po_service_photo_once")]

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.parking.domain.violations import ViolationState
from property_ops.modules.parking.models.space import Space


class ViolationKind(models.TextChoices):
    FIRE_LANE = "fire_lane", _("on the fire lane")
    OTHERS_SPACE = "others_space", _("on another's space")
    BLOCKING = "blocking", _("blocks the way")
    OTHER = "other", _("otherwise")


class NotificationWay(models.TextChoices):
    PHONE = "phone", _("by phone")
    WECHAT = "wechat", _("by WeChat")
    WINDSCREEN = "windscreen", _("notice on the windscreen")


STATES = choices_of(ViolationState)


class ParkingViolation(OfEstate):
    """A car that stood where it should not. `unit` leased a space for this plate that day; who that is is not public.

    A record to talk with the owner: no penalty comes of it.
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="violations", verbose_name=_("estate"))
    space = models.ForeignKey(
        Space, models.PROTECT, null=True, related_name="violations", verbose_name=_("parking space")
    )
    place = models.CharField(_("place"), max_length=60, blank=True)
    plate = models.CharField(_("plate"), max_length=12, db_index=True)
    what = models.CharField(_("what"), max_length=12, choices=ViolationKind)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    seen_at = models.DateTimeField(_("seen at"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="violations", verbose_name=_("unit"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=ViolationState.OPEN)
    way = models.CharField(_("how the owner was notified"), max_length=10, choices=NotificationWay, blank=True)
    notified_at = models.DateTimeField(_("owner notified at"), null=True)
    notified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("notified by")
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("parking violation")
        ordering = ["-seen_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(plate=""), name="po_violation_has_plate"),
            models.CheckConstraint(condition=Q(space__isnull=False) | ~Q(place=""), name="po_violation_has_place"),
            models.CheckConstraint(
                condition=Q(state=ViolationState.OPEN, notified_at__isnull=True, settled_at__isnull=True)
                | Q(state=ViolationState.NOTIFIED, notified_at__isnull=False, settled_at__isnull=True)
                | Q(state=ViolationState.SETTLED, settled_at__isnull=False),
                name="po_violation_state_agrees",
            ),
            models.CheckConstraint(
                condition=Q(notified_at__isnull=True, notified_by__isnull=True, way="")
                | Q(notified_at__isnull=False, notified_by__isnull=False, way__in=NotificationWay.values),
                name="po_violation_notified_somehow",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="po_violation_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.plate

    @property
    def where(self) -> str:
        """The place in words, with the space's number where it has one."""
        number = self.space.number if self.space else ""
        return " ".join(part for part in (self.place, number) if part)


class ViolationPhoto(OfEstate):
    estate_path = "record__estate"

    record = models.ForeignKey(
        ParkingViolation, models.PROTECT, related_name="photos", verbose_name=_("parking violation")
    )
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("photo of a wrongly parked car")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "picture"], name="po_violation_photo_once")]

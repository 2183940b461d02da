from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.dispatch.public import Crew
from property_ops.modules.rounds.domain.doubts import Doubt
from property_ops.modules.rounds.models.checkpoint import Checkpoint


class ScanWay(models.TextChoices):
    PLATE = "plate", _("scanned")
    TYPED = "typed", _("typed in")


class RoundScan(OfEstate):
    """A checkpoint was scanned on a round; never changed. `key` is the phone's: sent again it is the same scan.

    `clock_off`: seconds by which the phone's clock was ahead of the office's when it was sent.
    """

    estate_path = "checkpoint__estate"

    key = models.UUIDField(unique=True)
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="scans", verbose_name=_("checkpoint"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    crew = models.ForeignKey(Crew, models.PROTECT, null=True, related_name="+", verbose_name=_("crew"))
    way = models.CharField(_("how"), max_length=5, choices=ScanWay)
    scanned_at = models.DateTimeField(_("scanned"))
    received_at = models.DateTimeField(_("received"))
    clock_off = models.IntegerField(_("phone's clock ahead (seconds)"), default=0)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, null=True, related_name="+", verbose_name=_("photo"))
    remark = models.CharField(_("remark"), max_length=100, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("scan of a round")
        ordering = ["-scanned_at", "-pk"]
        indexes = [models.Index(fields=["checkpoint", "scanned_at"], name="po_round_scan_at_point")]
        constraints = [
            models.CheckConstraint(condition=Q(scanned_at__lte=F("received_at")), name="po_round_scan_before_received"),
            models.CheckConstraint(condition=Q(way__in=ScanWay.values), name="po_round_scan_way"),
        ]

    def __str__(self) -> str:
        return str(self.checkpoint)


class DoubtfulScan(Prepared, OfEstate):
    """A scan that counts only once another person than who scanned has looked at it."""

    rights: ClassVar[Rights] = Rights(prepare="rounds.scan", approve="rounds.approve")
    estate_path = "scan__checkpoint__estate"

    scan = models.OneToOneField(RoundScan, models.PROTECT, related_name="doubtful", verbose_name=_("scan of a round"))
    doubts = models.CharField(_("doubts"), max_length=60)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("doubtful scan")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=~Q(doubts=""), name="po_doubtful_scan_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.scan.checkpoint.estate.name} {self.scan.checkpoint}"

    @property
    def reasons(self) -> list[str]:
        return [Doubt(one).word for one in self.doubts.split(",")]


class SkippedRound(OfEstate):
    """A checkpoint was passed over on a day, and why. It stays undone; the reason stands beside it."""

    estate_path = "checkpoint__estate"

    key = models.UUIDField(unique=True)
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="skipped", verbose_name=_("checkpoint"))
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("said at"))

    class Meta:
        verbose_name = _("skipped round")
        ordering = ["-day", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="po_skipped_round_says_why")]

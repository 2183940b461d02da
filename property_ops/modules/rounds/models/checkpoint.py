from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.framework.signing import token
from property_ops.modules.estates.public import Estate

PLATE = "rounds.plate"


class CheckpointKind(models.TextChoices):
    ENTRANCE = "entrance", _("gate")
    STAIRS = "stairs", _("staircase")
    YARD = "yard", _("yard and road")
    GREEN = "green", _("green space")
    WASTE = "waste", _("waste point")
    FIRE = "fire", _("fire equipment")
    MACHINE = "machine", _("machine room")
    LAMP = "lamp", _("lamp")
    LOT = "lot", _("parking lot")
    OTHER = "other", _("other place")


class Checkpoint(OfEstate):
    """A place of an estate that has a plate with a QR code: crews scan it on their rounds.

    The code on the plate is signed, and void once `plate_version` grows.
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="checkpoints", verbose_name=_("estate"))
    code = models.CharField(_("checkpoint code"), max_length=12)
    name = models.CharField(_("checkpoint"), max_length=40)
    kind = models.CharField(_("kind of place"), max_length=10, choices=CheckpointKind)
    plate_version = models.PositiveIntegerField(default=1)
    retired_on = models.DateField(_("out of use since"), null=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("checkpoint")
        ordering = ["estate", "code"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "code"], name="po_checkpoint_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="po_checkpoint_has_names"),
            models.CheckConstraint(condition=Q(kind__in=CheckpointKind.values), name="po_checkpoint_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def plate(self) -> str:
        """What stands on the plate after the address."""
        return token(PLATE, str(self.pk), self.plate_version)

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField, choices_of
from property_ops.framework.scope import OfEstate
from property_ops.kernel.acceptance import Manner
from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.models.transcription import PARTIES, Transcription
from property_ops.modules.works.models.work_order import QUANTITY_PLACES, WorkOrder

MANNERS = choices_of(Manner)


class WorkConfirmation(OfEstate):
    """What one party of acceptance measured of one line, in one round. Append-only: a later word stands beside it.

    By nobody who is known here where the party did it by a secret of its own; `keeper` made that secret and could have
    used it alone, so that they count as a speaker too (docs/product.md rule 22).
    """

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="confirmations", verbose_name=_("work order"))
    round = models.PositiveSmallIntegerField(_("round of work"))
    line = models.PositiveSmallIntegerField(_("line"))
    party = models.CharField(_("party of acceptance"), max_length=10, choices=PARTIES)
    quantity = ScaledField(_("measured quantity"), places=QUANTITY_PLACES)
    manner = models.CharField(_("manner of acceptance"), max_length=12, choices=MANNERS, default=Manner.REGISTER.value)
    transcription = models.ForeignKey(
        Transcription, models.PROTECT, null=True, related_name="confirmations", verbose_name=_("transcription")
    )
    person = models.CharField(_("who said so"), max_length=60, blank=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who made the secret")
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation of a party")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & (~Q(person="") | Q(manner=Manner.SILENT.value)),
                name="po_work_confirmation_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(manner=Manner.TRANSCRIBED.value, transcription__isnull=False, by__isnull=False)
                | Q(manner__in=[Manner.SILENT.value, Manner.REGISTER.value], transcription__isnull=True)
                | Q(manner=Manner.OWN.value, transcription__isnull=True)
                & (Q(by__isnull=False) | ~Q(party=Party.COMPANY.value)),
                name="po_work_confirmation_manner",
            ),
        ]

    @property
    def by_link(self) -> bool:
        return self.manner == Manner.OWN and self.by_id is None

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.works.domain.acceptance import OUTSIDE, Party
from property_ops.modules.works.models.work_order import WorkOrder

PARTIES = choices_of(Party)
_OUTSIDE = [party.value for party in OUTSIDE]


class Transcription(Prepared, OfEstate):
    """What a party signed on paper, written down by the office, with the scan: it counts once a second person, who had
    no part in the work, has compared the two (docs/product.md rule 22).

    `measured` is by the number of the line, as text. The scan is a photo or a PDF, `sha256` of the file as received.
    """

    rights = Rights(prepare="works.transcribe", approve="works.compare")
    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="transcriptions", verbose_name=_("work order"))
    round = models.PositiveSmallIntegerField(_("round of work"))
    party = models.CharField(_("party of acceptance"), max_length=10, choices=PARTIES)
    person = models.CharField(_("who signed"), max_length=60)
    on = models.DateField(_("day of acceptance"))
    measured = models.JSONField(_("measured quantity"))
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    picture = models.ForeignKey(
        StoredPicture, models.PROTECT, null=True, related_name="+", verbose_name=_("scan of the signed paper")
    )
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("transcription of a signed paper")
        ordering = ["id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=Q(party__in=_OUTSIDE) & ~Q(person="") & ~Q(sha256=""), name="po_transcription_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(picture__isnull=False, pdf__isnull=True) | Q(picture__isnull=True, pdf__isnull=False),
                name="po_transcription_has_one_scan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work.number} {self.get_party_display()}"

    @property
    def audit_subject(self) -> str:
        return self.work.number

    def audit_facts(self) -> dict[str, Any]:
        return {"party": self.party, "round": self.round, "measured": self.measured, "scan": self.sha256}


class PartyMember(CompanyWide):
    """A log-in of a party of acceptance: whoever has it speaks for this party, and for no other."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="speaks_for", verbose_name=_("user")
    )
    party = models.CharField(_("party of acceptance"), max_length=10, choices=PARTIES)

    class Meta:
        verbose_name = _("log-in of a party of acceptance")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(party__in=_OUTSIDE), name="po_party_member_is_outside")]

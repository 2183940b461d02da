from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.disclosure.domain.figures import DisclosureFigures
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.quarters import Quarter
from property_ops.modules.estates.public import Estate


class Disclosure(Prepared, OfEstate):
    """An estate's quarter as the notice board has it (docs/product.md rule 18): approved, it is published.

    It keeps its own copy of the figures, the head of the ledger they were read at, and the poster's bytes. Published is
    frozen: the database refuses any change. Later entries make a new edition; the old one stays as it was.
    """

    rights = Rights(prepare="disclosure.prepare", approve="disclosure.publish")
    estate_path = "estate"
    series = Series("GS")

    number = models.CharField(_("disclosure number"), max_length=30, null=True)  # noqa: DJ001 - none yet
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="disclosures", verbose_name=_("estate"))
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    note = models.CharField(_("explanation"), max_length=300, blank=True)
    figures = models.JSONField()
    figures_sha256 = models.CharField(max_length=64)
    head_number = models.PositiveBigIntegerField(_("last entry"))
    head_digest = models.CharField(_("head of the ledger"), max_length=64)
    company = models.CharField(_("company name"), max_length=60)
    contact = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(_("published on"), null=True)
    poster = models.BinaryField(null=True)
    poster_sha256 = models.CharField(max_length=64, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("disclosure")
        ordering = ["-year", "-quarter", "estate", "-edition"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_disclosure_number_once"),
            models.UniqueConstraint(
                fields=["estate", "year", "quarter", "edition"],
                condition=~Q(state__in=NEVER_MIND),
                name="po_disclosure_edition_once",
            ),
            models.UniqueConstraint(
                fields=["estate", "year", "quarter"], condition=Q(state="waiting"), name="po_disclosure_waits_once"
            ),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="po_disclosure_of_a_quarter"),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (Q(number__isnull=False, published_on__isnull=False, poster__isnull=False) & ~Q(poster_sha256="")),
                name="po_published_disclosure_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.estate.name} {self.of}"

    @property
    def audit_subject(self) -> str:
        return self.number or f"{self.estate.code} {self.of}"

    def audit_facts(self) -> dict[str, Any]:
        return {"edition": self.edition, "head": self.head_digest}

    @property
    def of(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def shown(self) -> DisclosureFigures:
        return DisclosureFigures.from_json(self.figures)


class PostedPhoto(OfEstate):
    """A photo of the notice as it hung: proof that it was posted."""

    estate_path = "disclosure__estate"

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="photos")
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=60, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("photo of a posted disclosure")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "picture"], name="po_posted_photo_once")]

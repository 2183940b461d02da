from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill
from property_ops.framework.scope import CompanyWide, OfEstate


class Letterhead(CompanyWide):
    """The company and its standing words as they were when statements were first made with them. Append-only.

    `site` is where the statements are online. A later change of the company's address or terms makes a new row, and
    touches no statement that exists already.
    """

    digest = models.CharField(max_length=64, unique=True)
    company = models.CharField(_("company name"), max_length=60)
    contact = models.CharField(max_length=300)
    ways_to_pay = models.JSONField(default=list)
    how_to_object = models.JSONField(default=list)
    site = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("letterhead")


class Statement(OfEstate):
    """What an issued bill's statement says beyond the bill, fixed when it is first made; and its online link.

    The link is signed, expires, can be revoked (docs/product.md rule 20): its token covers number, expiry and version.
    """

    estate_path = "bill__estate"

    bill = models.OneToOneField(Bill, models.PROTECT, related_name="statement", verbose_name=_("bill"))
    letterhead = models.ForeignKey(Letterhead, models.PROTECT, related_name="+", db_index=False)
    payer = models.CharField(_("payer"), max_length=60)
    link_version = models.PositiveSmallIntegerField(default=1)
    link_expires_on = models.DateField(_("link expires on"))
    link_revoked_at = models.DateTimeField(_("link withdrawn"), null=True)
    link_revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("statement")


class Edition(OfEstate):
    """Proof of the bytes a statement was made as: the same recipe and link must make them again. Append-only."""

    estate_path = "statement__bill__estate"

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="editions")
    link_version = models.PositiveSmallIntegerField()
    recipe = models.PositiveSmallIntegerField(_("recipe"))
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(_("pages"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("edition of a statement")
        constraints = [
            models.UniqueConstraint(fields=["statement", "link_version", "recipe"], name="po_statement_edition_once")
        ]

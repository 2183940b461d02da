from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import PreparedOrGiven
from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide

RATE_PLACES = 4


class TaxpayerKind(models.TextChoices):
    GENERAL = "general", _("general taxpayer")
    SMALL = "small", _("small-scale taxpayer")


class Dated(PreparedOrGiven, CompanyWide):
    """A version in force on the days `[start, end)`; an open end is NULL. What is not approved counts for nothing.

    The versions that come with the product are the law's. Changes are prepared by one person and approved by another
    (docs/product.md rule 10).
    """

    rights = Rights(prepare="tax.change", approve="tax.approve")

    code = models.CharField(_("code"), max_length=60, unique=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=200)

    class Meta:
        abstract = True
        constraints = [
            *PreparedOrGiven.Meta.constraints,
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="po_%(class)s_has_days"),
            models.CheckConstraint(condition=~Q(basis=""), name="po_%(class)s_has_basis"),
        ]

    def __str__(self) -> str:
        return self.code


class Taxpayer(Dated):
    """What kind of VAT payer the company is."""

    kind = models.CharField(_("kind of taxpayer"), max_length=10, choices=TaxpayerKind)

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("VAT payer")
        ordering = ["start"]


class VatRate(Dated):
    """The rate of a fee item for a kind of taxpayer, and how the tax platform classifies it."""

    item = models.ForeignKey(FeeItem, models.PROTECT, related_name="+", verbose_name=_("fee item"))
    taxpayer = models.CharField(_("kind of taxpayer"), max_length=10, choices=TaxpayerKind)
    rate = ScaledField(_("VAT rate"), places=RATE_PLACES)
    tax_code = models.CharField(_("tax classification code"), max_length=19)
    category = models.CharField(_("tax classification"), max_length=40)

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("VAT rate")
        ordering = ["item", "taxpayer", "start"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(rate__gte=0) & Q(rate__lt=1), name="po_vat_rate_sensible"),
            models.UniqueConstraint(
                fields=["item", "taxpayer", "start"],
                condition=~Q(state__in=NEVER_MIND),
                name="po_vat_rate_version_once",
            ),
        ]

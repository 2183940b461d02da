from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.charges.domain.frozen import PRICE_PLACES, QUANTITY_PLACES
from invoices.modules.charges.models.run import ChargeRun
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, Unit


class ChargeBasis(CompanyWide):
    """The evidence behind charges: what was delivered and accepted, kept as it was when it was charged.

    Shared by the charges it explains: a confirmed month of an estate, a work order, a number of leased days. With a
    `whole`, these are shares that add up to it.
    """

    journal = "under the digest of its bill"

    key = models.CharField(max_length=120, unique=True)
    source = models.CharField(max_length=30)
    facts = models.JSONField()
    whole = YuanField(null=True)

    class Meta:
        verbose_name = _("basis of charges")


class Charge(OfEstate):
    """One source charged once: `source_key` is unique, whoever charges and how often (docs/product.md rule 6).

    `amount` is `quantity × unit_price × ratio`, rounded once; a share of its basis's whole is within a fen of it.
    `subject` is what of the unit is charged, such as a parking space. Append-only: the database refuses change and
    deletion.
    """

    journal = "under the digest of its bill"

    estate_path = "estate"

    source_key = models.CharField(_("source"), max_length=160)
    source = models.CharField(_("charge source"), max_length=30)
    run = models.ForeignKey(ChargeRun, models.PROTECT, related_name="charges", db_index=False)
    basis = models.ForeignKey(ChargeBasis, models.PROTECT, related_name="charges")
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="charges", verbose_name=_("estate"), db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="charges", verbose_name=_("unit"))
    subject = models.CharField(max_length=80, blank=True, default="")
    item = models.ForeignKey(
        FeeItem, models.PROTECT, related_name="charges", verbose_name=_("fee item"), db_index=False
    )
    month = models.DateField(_("month"))
    tariff_start = models.DateField(_("tariff from"), null=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    quantity = ScaledField(_("quantity"), places=QUANTITY_PLACES)
    quantity_unit = models.CharField(_("unit of measure"), max_length=10)
    unit_price = ScaledField(_("unit price"), places=PRICE_PLACES)
    ratio_numerator = models.BigIntegerField()
    ratio_denominator = models.BigIntegerField()
    amount = YuanField(_("amount"))

    class Meta:
        verbose_name = _("charge")
        ordering = ["unit", "item", "start"]
        indexes = [models.Index(fields=["month", "estate"], name="po_charge_by_month")]
        constraints = [
            # As a constraint, not on the field: there Django adds a second index for LIKE on PostgreSQL.
            models.UniqueConstraint(fields=["source_key"], name="po_charge_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="po_charge_has_days"),
            models.CheckConstraint(condition=Q(amount__gte=ZERO), name="po_charge_not_negative"),
            models.CheckConstraint(condition=Q(ratio_denominator__gt=0), name="po_charge_ratio"),
        ]

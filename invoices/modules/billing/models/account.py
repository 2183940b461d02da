from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.framework.singletons import Singleton
from property_ops.modules.estates.public import Unit


class Payer(models.TextChoices):
    OWNER = "owner", _("owner")
    TENANT = "tenant", _("tenant")


class BillingAccount(OfEstate):
    """The account (户号) of a unit: who pays (docs/product.md rule 9). Its number is the unit code."""

    estate_path = "unit__estate"

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="billing_account", verbose_name=_("unit"))
    payer = models.CharField(_("payer"), max_length=6, choices=Payer, default=Payer.OWNER)
    split_by_days = models.BooleanField(_("an owner change splits the period by days"), default=False)
    mask_payer = models.BooleanField(_("mask the payer's name on documents"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("billing account")


class BillingTerms(Singleton):
    """What bills and statements say besides the amounts: one row."""

    due_days = models.PositiveSmallIntegerField(_("days until due"), default=30)
    mask_payers = models.BooleanField(_("mask all payers' names on documents"), default=False)
    ways_to_pay = models.TextField(_("ways to pay"), blank=True)
    how_to_object = models.TextField(_("how to object"), blank=True)

    class Meta(Singleton.Meta):
        verbose_name = _("billing terms")

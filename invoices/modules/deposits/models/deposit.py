from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.public import PaymentCoding
from invoices.modules.receivables.public import Credit
from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Tenure, Unit
from property_ops.modules.providers.public import Provider


class DepositKind(CompanyWide):
    """What a deposit is taken for, and the words that its receipt promises it back by."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("kind of deposit"), max_length=40, unique=True)
    terms = models.CharField(_("when it is paid back"), max_length=200)

    class Meta:
        verbose_name = _("kind of deposit")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Deposit(OfEstate):
    """Money that is kept for something (押金), on 2241.04. Never income.

    It is a household's, under its unit and payer: it was taken (`credit`: the part of a receipt), taken over with the
    books (`opening`), or came from the seller of the unit (`was`). Or it is a provider's, under its code: it was taken
    from a receipt (`coding`, which keeps it on 2241.09 for a moment; ADR 0101), and is of no estate.

    What is left of it is its amount less its uses and what went on to a buyer, never a column.
    """

    estate_path = "unit__estate"
    series = Series("YJ")

    number = models.CharField(_("deposit number"), max_length=30, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    payer = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("whose it is"))
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+", verbose_name=_("provider"))
    kind = models.ForeignKey(DepositKind, models.PROTECT, related_name="+", verbose_name=_("kind of deposit"))
    amount = YuanField(_("amount"))
    day = models.DateField(_("held since"))
    about = models.CharField(_("what for"), max_length=80, blank=True)
    credit = models.OneToOneField(Credit, models.PROTECT, null=True, related_name="+")
    coding = models.OneToOneField(PaymentCoding, models.PROTECT, null=True, related_name="+")
    opening = models.CharField(max_length=40, blank=True)
    was = models.OneToOneField(to="self", on_delete=models.PROTECT, null=True, related_name="successor")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written down by")
    )
    taken_at = models.DateTimeField(_("written down"))
    undone_on = models.DateField(_("undone on"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_because = models.CharField(_("why it was undone"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("deposit")
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_deposit_above_zero"),
            models.CheckConstraint(
                condition=Q(credit__isnull=False, coding=None, opening="", was=None)
                | Q(credit=None, coding__isnull=False, opening="", was=None)
                | (Q(credit=None, coding=None, was=None) & ~Q(opening=""))
                | Q(credit=None, coding=None, opening="", was__isnull=False),
                name="po_deposit_came_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, payer__isnull=False, provider=None, coding=None)
                | Q(unit=None, payer=None, provider__isnull=False, coding__isnull=False),
                name="po_deposit_of_a_unit_or_a_provider",
            ),
            models.CheckConstraint(
                condition=Q(undone_on=None, undone_by=None, undone_because="")
                | (
                    Q(undone_on__isnull=False, undone_by__isnull=False)
                    & ~Q(undone_because="")
                    & ~Q(undone_by=F("taken_by"))
                ),
                name="po_deposit_undone_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def whose(self) -> str:
        return str(self.payer.name if self.payer else self.provider)

    @property
    def place(self) -> tuple[str, str, str]:
        """Estate, sub-ledger and party of its legs on 2241.04."""
        if self.unit is None:
            assert self.provider is not None
            return "", self.provider.code, ""
        return self.unit.estate.code, self.unit.code, str(self.payer_id)

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.receivables.public import Credit
from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Tenure, Unit


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
    """Money of a household that is kept for something (押金), on 2241.04 under its unit and payer. Never income.

    It was taken (`credit`: the part of a receipt), taken over with the books (`opening`), or came from the seller of
    the unit (`was`). What is left of it is its amount less its uses and what went on to a buyer, never a column.
    """

    estate_path = "unit__estate"
    series = Series("YJ")

    number = models.CharField(_("deposit number"), max_length=30, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    payer = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("whose it is"))
    kind = models.ForeignKey(DepositKind, models.PROTECT, related_name="+", verbose_name=_("kind of deposit"))
    amount = YuanField(_("amount"))
    day = models.DateField(_("held since"))
    about = models.CharField(_("what for"), max_length=80, blank=True)
    credit = models.OneToOneField(Credit, models.PROTECT, null=True, related_name="+")
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
                condition=Q(credit__isnull=False, opening="", was=None)
                | (Q(credit=None, was=None) & ~Q(opening=""))
                | Q(credit=None, opening="", was__isnull=False),
                name="po_deposit_came_from_somewhere",
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

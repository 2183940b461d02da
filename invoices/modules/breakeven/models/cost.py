from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven.domain.funding import NAMES, RESIDENTS
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


class CostKind(CompanyWide):
    """What an estate costs besides its works: salaries, cleaning, … Names and accounts are data.

    `other_names`: what the office's papers call it as well, separated by spaces.
    """

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("kind of cost"), max_length=60, unique=True)
    other_names = models.CharField(_("other names"), max_length=200, blank=True)
    expense_account = models.CharField(_("account of the cost"), max_length=20)
    payable_account = models.CharField(_("account of what is owed"), max_length=20)

    class Meta:
        verbose_name = _("kind of cost")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class CostVoucher(Prepared, OfEstate):
    """A cost of an estate and month: approved by another person it is numbered and posted (rule 10).

    `reference` is the number of the paper behind it: one estate, month and kind have it once. A posted voucher never
    changes; it is taken back by another one that `reverses` it, with the amount below zero.
    """

    rights = Rights(prepare="breakeven.prepare", approve="breakeven.approve")
    estate_path = "estate"
    series = Series("FY")

    number = models.CharField(_("voucher number"), max_length=30, null=True)  # noqa: DJ001 - none yet
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="cost_vouchers", verbose_name=_("estate"))
    month = models.DateField(_("month"), db_index=True)
    kind = models.ForeignKey(CostKind, models.PROTECT, related_name="vouchers", verbose_name=_("kind of cost"))
    funding = models.CharField(_("who pays"), max_length=20, choices=list(NAMES.items()), default=RESIDENTS)
    amount = YuanField(_("amount"))
    memo = models.CharField(_("what for"), max_length=120)
    reference = models.CharField(_("reference"), max_length=40)
    attachments = models.CharField(_("attachments"), max_length=200, blank=True)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals")
    posted_on = models.DateField(_("posted on"), null=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("cost voucher")
        ordering = ["-month", "estate", "kind", "id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_cost_voucher_number_once"),
            models.UniqueConstraint(
                fields=["estate", "month", "kind", "reference"],
                condition=Q(reverses__isnull=True) & ~Q(state__in=NEVER_MIND),
                name="po_cost_of_reference_once",
            ),
            models.UniqueConstraint(
                fields=["reverses"], condition=~Q(state__in=NEVER_MIND), name="po_cost_voucher_reversed_once"
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=ZERO) | Q(reverses__isnull=False, amount__lt=ZERO),
                name="po_cost_voucher_sign",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(number__isnull=False, posted_on__isnull=False),
                name="po_posted_cost_voucher_is_complete",
            ),
            models.CheckConstraint(condition=~Q(memo="") & ~Q(reference=""), name="po_cost_voucher_says_what_for"),
        ]

    def __str__(self) -> str:
        return self.number or self.reference

    def audit_facts(self) -> dict[str, Any]:
        return {"estate": self.estate.code, "amount": str(self.amount)}

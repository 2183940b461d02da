from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import (
    CAME_FROM,
    FEES,
    GOING_OUT,
    OF_AN_ESTATE,
    OWN,
    PAYABLES,
    SUPPLIERS,
    WENT_FOR,
)
from invoices.modules.payments.models.disbursement import Disbursement
from invoices.modules.payments.models.receipt import Receipt
from invoices.modules.payments.models.refund import Refund
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate

ALONE = Q(estate=None, refund=None)
OF_A_RECEIPT = Q(receipt__isnull=False, disbursement=None)
OF_A_PAYMENT = Q(receipt=None, disbursement__isnull=False)


class PaymentCoding(CompanyWide):
    """What money was that no resident paid (说明): all of a receipt, or so much of a payment out.

    `account` is the other side in the ledger: another account of the company's own money, the payable or the tax that
    is paid, what the street owed, a loan, the bank's fee, or 2241.05 for an approved refund. `paper` is the number of
    what a supplier is owed by, where the payment pays just that. What is undone stays, with who undid it and why. What
    stands of a payment is never more than its amount: the database refuses it.
    """

    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="codings")
    disbursement = models.ForeignKey(Disbursement, models.PROTECT, null=True, related_name="codings")
    account = models.CharField(_("account"), max_length=20)
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    refund = models.ForeignKey(Refund, models.PROTECT, null=True, related_name="payments", verbose_name=_("refund"))
    amount = YuanField(_("amount"))
    paper = models.CharField(_("cost voucher"), max_length=30, blank=True, db_index=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    day = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("at"))
    undone_on = models.DateField(_("undone on"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    undone_because = models.CharField(_("why it was undone"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("payment coding")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_payment_coding_above_zero"),
            models.CheckConstraint(
                condition=(OF_A_RECEIPT & ALONE & Q(account__in=(*OWN, *CAME_FROM)))
                | (OF_A_RECEIPT & Q(account__in=OF_AN_ESTATE, estate__isnull=False, refund=None))
                | (OF_A_PAYMENT & ALONE & Q(account__in=(FEES, *OWN, *WENT_FOR)))
                | (OF_A_PAYMENT & Q(account__in=(*PAYABLES, *OF_AN_ESTATE), estate__isnull=False, refund=None))
                | (OF_A_PAYMENT & Q(account=GOING_OUT, estate=None, refund__isnull=False)),
                name="po_payment_coding_has_what_it_needs",
            ),
            models.CheckConstraint(
                condition=Q(paper="") | Q(account=SUPPLIERS), name="po_payment_coding_paper_is_owed"
            ),
            models.CheckConstraint(
                condition=Q(undone_on=None, undone_by=None) | Q(undone_on__isnull=False, undone_by__isnull=False),
                name="po_payment_coding_undone_by_someone",
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=Q(undone_on=None), name="po_payment_coding_of_receipt_once"
            ),
            models.UniqueConstraint(
                fields=["refund"], condition=Q(undone_on=None), name="po_payment_coding_of_refund_once"
            ),
        ]

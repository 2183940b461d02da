from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models.account import BillingAccount
from invoices.modules.charges.public import Charge
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import FourEyes
from property_ops.framework.fields import ScaledField, YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, Tenure


class Bill(FourEyes, OfEstate):
    """What one payer owes for a month. Issued is frozen (docs/product.md rule 7): the database refuses any change.

    `brought_forward` and `paid` are what the account's sub-ledger said when the bill was issued. `digest` is of the
    lines until then, and of the whole bill from then on: the ledger's entry has it too (`domain/frozen.py`).
    """

    journal = "its digest is in the ledger's chain"

    rights = Rights(prepare="billing.draft", approve="billing.approve")
    WAITS = Q(state=BillState.DRAFT.value)
    STANDS = ~Q(state=BillState.DRAFT.value)
    estate_path = "estate"
    series = Series("ZD", by_part=True)

    number = models.CharField(_("bill number"), max_length=30, null=True)  # noqa: DJ001 - none yet
    state = models.CharField(_("state"), max_length=10, choices=choices_of(BillState), default=BillState.DRAFT)
    account = models.ForeignKey(
        BillingAccount, models.PROTECT, related_name="bills", verbose_name=_("account"), db_index=False
    )
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="bills", verbose_name=_("estate"), db_index=False)
    month = models.DateField(_("month"))
    payer = models.ForeignKey(
        Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("payer"), db_index=False
    )
    payer_name = models.CharField(_("payer"), max_length=60)
    estate_name = models.CharField(_("estate"), max_length=60)
    unit_code = models.CharField(_("unit code"), max_length=60)
    total = YuanField(_("this period"))
    brought_forward = YuanField(_("brought forward"), default=ZERO)
    paid = YuanField(_("paid"), default=ZERO)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    prepared_at = models.DateTimeField(_("prepared"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(_("approved"), null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    issued_on = models.DateField(_("issued on"), null=True)
    due_on = models.DateField(_("due on"), null=True)
    digest = models.CharField(max_length=64)

    class Meta(FourEyes.Meta):
        abstract = False
        verbose_name = _("bill")
        ordering = ["unit_code", "id"]
        indexes = [
            models.Index(fields=["month", "estate", "state"], name="po_bill_by_month"),
            models.Index(fields=["account", "month"], name="po_bill_of_account"),
            models.Index(fields=["total"], name="po_bill_by_total"),
        ]
        constraints = [
            *FourEyes.Meta.constraints,
            # As a constraint, not on the field: there Django adds a second index for LIKE on PostgreSQL.
            models.UniqueConstraint(fields=["number"], name="po_bill_number_once"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(number__isnull=False, issued_on__isnull=False, due_on__isnull=False),
                name="po_issued_bill_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="draft") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="po_bill_approved_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.unit_code

    @property
    def waits(self) -> bool:
        return self.state == BillState.DRAFT


class BillLine(OfEstate):
    """One charge on a bill, with its own copy of names, texts and amounts.

    A charge stands on one line; where an owner change splits it by days, `part` tells the lines apart. The evidence
    is that of the charge: neither the charge nor its basis can ever change.
    """

    journal = "under the digest of its bill"

    estate_path = "bill__estate"

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="lines", db_index=False)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="bill_lines", db_index=False)
    part = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField()
    item_code = models.CharField(max_length=30)
    item_name = models.CharField(_("item"), max_length=60)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    quantity = ScaledField(_("quantity"), places=4)
    quantity_unit = models.CharField(_("unit of measure"), max_length=10)
    unit_price = ScaledField(_("unit price"), places=6)
    ratio_numerator = models.BigIntegerField()
    ratio_denominator = models.BigIntegerField()
    amount = YuanField(_("amount"))

    class Meta:
        ordering = ["bill", "position"]
        constraints = [
            models.UniqueConstraint(fields=["charge", "part"], name="po_charge_billed_once"),
            models.UniqueConstraint(fields=["bill", "position"], name="po_bill_line_position"),
        ]

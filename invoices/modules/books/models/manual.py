from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO, Yuan


class ManualVoucher(Prepared, CompanyWide):
    """What an accountant books by hand: posted on its day once another person approves it (rule 10).

    `monthly`: it comes again in each month, as a voucher of its own that `repeats` it. A posted one never changes; it
    is taken back by another that `reverses` it.
    """

    rights = Rights(prepare="books.prepare", approve="books.approve")
    series = Series("PZ")

    number = models.CharField(_("number"), max_length=30, null=True)  # noqa: DJ001 - none yet
    day = models.DateField(_("day"))
    memo = models.CharField(_("summary"), max_length=120)
    attachments = models.PositiveSmallIntegerField(_("sheets attached"), default=0)
    papers = models.CharField(_("what is attached"), max_length=200, blank=True)
    monthly = models.BooleanField(_("comes again every month"), default=False)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repetitions")
    month = models.DateField(_("month"))
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals")

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("manual voucher")
        ordering = ["-day", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_manual_voucher_number_once"),
            models.UniqueConstraint(
                fields=["reverses"], condition=~Q(state__in=NEVER_MIND), name="po_manual_voucher_reversed_once"
            ),
            models.UniqueConstraint(
                fields=["repeats", "month"], condition=~Q(state__in=NEVER_MIND), name="po_manual_voucher_recurs_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(number__isnull=False), name="po_posted_manual_voucher_has_number"
            ),
            models.CheckConstraint(condition=~Q(memo=""), name="po_manual_voucher_says_what_for"),
        ]

    def __str__(self) -> str:
        return self.number or self.memo

    def audit_facts(self) -> dict[str, Any]:
        return {"day": f"{self.day}", "memo": self.memo}


class VoucherPaper(CompanyWide):
    """A photo, scan or PDF of a paper behind a manual voucher. Written with its voucher and never changed.

    `sha256` is of the file that is kept.
    """

    voucher = models.ForeignKey(ManualVoucher, models.PROTECT, related_name="scans")
    position = models.PositiveSmallIntegerField()
    picture = models.ForeignKey(
        StoredPicture, models.PROTECT, null=True, related_name="+", verbose_name=_("photo or scan")
    )
    pdf = models.BinaryField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["voucher", "position"]
        constraints = [
            models.UniqueConstraint(fields=["voucher", "position"], name="po_voucher_paper_position"),
            models.CheckConstraint(
                condition=Q(picture__isnull=False, pdf=None, pdf_sha256="")
                | Q(picture=None, pdf__isnull=False) & ~Q(pdf_sha256=""),
                name="po_voucher_paper_is_one_file",
            ),
        ]

    @property
    def sha256(self) -> str:
        return self.picture.sha256 if self.picture else self.pdf_sha256


class ManualVoucherLine(CompanyWide):
    """A line; debit is above zero. Written with its voucher and never changed."""

    voucher = models.ForeignKey(ManualVoucher, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    account = models.CharField(_("account code"), max_length=20)
    estate = models.CharField(_("estate"), max_length=20, blank=True)
    about = models.CharField(_("with whom, what for"), max_length=80, blank=True)
    amount = YuanField(_("amount"))

    class Meta:
        ordering = ["voucher", "position"]
        constraints = [
            models.UniqueConstraint(fields=["voucher", "position"], name="po_manual_voucher_line_position"),
            models.CheckConstraint(condition=~Q(amount=ZERO), name="po_manual_voucher_line_not_zero"),
        ]

    @property
    def debit(self) -> Yuan | None:
        return self.amount if self.amount > ZERO else None

    @property
    def credit(self) -> Yuan | None:
        return -self.amount if self.amount < ZERO else None

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.books.domain.vouchers import voucher_name
from invoices.modules.ledger.public import Entry
from property_ops.framework.scope import CompanyWide


class Voucher(CompanyWide):
    """A voucher (记账凭证) of a month, numbered without gaps in it. Append-only; its entries are the ledger's."""

    month = models.DateField(_("month"))
    number = models.PositiveIntegerField(_("number"))
    day = models.DateField(_("day"))
    summary = models.CharField(_("summary"), max_length=200)
    numbered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("numbered by")
    )
    numbered_at = models.DateTimeField(_("numbered"))

    class Meta:
        verbose_name = _("voucher")
        ordering = ["-month", "-number"]
        constraints = [models.UniqueConstraint(fields=["month", "number"], name="po_voucher_number_once")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.name}"

    @property
    def name(self) -> str:
        return voucher_name(self.number)


class VoucherEntry(CompanyWide):
    """An entry of the ledger stands on one voucher. Append-only."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="entries")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="on_voucher")

    class Meta:
        ordering = ["entry"]

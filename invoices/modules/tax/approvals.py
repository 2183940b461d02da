"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.tax.models import Taxpayer, VatRate
from invoices.modules.tax.services import approve_rate
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class OfTheCompany(ApprovalKind[Any]):
    """A version of a rule that holds for the whole company."""

    blocks_closing = False  # VAT is split for the tax platform; no posting follows

    def url(self, thing: Any) -> str:
        return reverse("vat_rates")

    def approve(self, thing: Any, *, by: User, now: datetime, today: date) -> str:
        approve_rate(code=thing.code, by=by, now=now)
        return gettext("Approved.")


class VatRates(OfTheCompany):
    name, title, model = "vat_rate", _("VAT rates"), VatRate

    def words(self, thing: VatRate) -> str:
        return f"{thing.item} {thing.get_taxpayer_display()} {thing.start}"


class Taxpayers(OfTheCompany):
    name, title, model = "taxpayer", _("Kind of taxpayer"), Taxpayer

    def words(self, thing: Taxpayer) -> str:
        return f"{thing.get_kind_display()} {thing.start}"


VAT_RATES, TAXPAYERS = VatRates(), Taxpayers()

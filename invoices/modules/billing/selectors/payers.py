"""Who pays for a unit, and what of it waits for approval."""

from typing import Any

from django.db.models import QuerySet

from invoices.modules.billing.models import BillingAccount, PayerChange
from invoices.modules.billing.models.account import Payer
from property_ops.framework.models import User
from property_ops.modules.estates.public import Unit

PAYERS = Payer.choices


def payer_changes(user: User) -> QuerySet[PayerChange]:
    return PayerChange.objects.visible_to(user).select_related("unit__estate", "prepared_by", "decided_by")


def account_terms(unit: Unit) -> dict[str, Any]:
    """As they are stored, or as every unit begins."""
    account = BillingAccount.objects.filter(unit=unit).first() or BillingAccount(unit=unit)
    return {name: getattr(account, name) for name in ("payer", "split_by_days", "mask_payer")}


def account_words(unit: Unit) -> str:
    """The payer, as people read it."""
    return str(Payer(account_terms(unit)["payer"]).label)


def change_that_waits(unit: Unit) -> PayerChange | None:
    return PayerChange.objects.filter(PayerChange.WAITS, unit=unit).first()

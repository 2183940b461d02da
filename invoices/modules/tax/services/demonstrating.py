"""Invoices in the demonstration: a shop with a tax number, and a household that asked for one."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.tax.models import InvoiceWish
from invoices.modules.tax.services.buyers import enter_tax_number
from invoices.modules.tax.services.wishes import wish_invoice
from property_ops.framework.accounts import user_named

NUMBER = "91350100M000100Y43"


def ask_for_invoices(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once."""
    issued = Bill.objects.filter(state=BillState.ISSUED, payer__isnull=False).select_related("payer__unit")
    latest = issued.order_by("-month", "unit_code")
    shop = latest.filter(account__unit__use="commercial").first()
    home = latest.filter(account__unit__use="residential").first()
    if InvoiceWish.objects.exists() or shop is None or home is None or shop.payer is None:
        return
    accountant, now = user_named("accountant"), timezone.now()
    enter_tax_number(tenure=shop.payer, number=NUMBER, by=accountant, now=now)
    wish_invoice(bill=home, by=accountant, now=now)

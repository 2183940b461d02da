"""Invoices in the demonstration: a shop that wants one of every bill, and a household that asked for one."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.tax.models import InvoiceBuyer
from invoices.modules.tax.services.buyers import keep_buyer, wish_invoice
from property_ops.framework.accounts import user_named

SHOP = {"title": "菏泽市牡丹区惠民便利店", "tax_number": "92371702MA3N4K7P2X", "every": True}


def ask_for_invoices(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once."""
    issued = Bill.objects.filter(state=BillState.ISSUED, payer__isnull=False).select_related("account__unit")
    latest = issued.order_by("-month", "unit_code")
    shop = latest.filter(account__unit__use="commercial").first()
    home = latest.filter(account__unit__use="residential").first()
    if InvoiceBuyer.objects.exists() or shop is None or home is None:
        return
    accountant, now = user_named("accountant"), timezone.now()
    buyer = InvoiceBuyer(unit=shop.account.unit, party=str(shop.payer_id), **SHOP)
    keep_buyer(buyer=buyer, by=accountant, now=now)
    wish_invoice(bill=home, by=accountant, now=now)

"""In whose name invoices are made out, and of which bills one is asked for."""

from datetime import datetime

from django.db import transaction

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.tax.domain.buyers import is_tax_number
from invoices.modules.tax.domain.errors import NotATaxNumber, NotIssuedYet
from invoices.modules.tax.models import InvoiceBuyer, InvoiceWish
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require


def keep_buyer(*, buyer: InvoiceBuyer, by: User, now: datetime) -> InvoiceBuyer:
    """Stored or changed. Raises NotAllowed, NotATaxNumber."""
    require(by, "tax.export", buyer.unit)
    buyer.tax_number = buyer.tax_number.strip().upper()
    if buyer.tax_number and not is_tax_number(buyer.tax_number):
        raise NotATaxNumber(number=buyer.tax_number)
    buyer.changed_by, buyer.changed_at = by, now
    with transaction.atomic():
        buyer.save()
        audit.record(by=by, action="tax.buyer_kept", subject=buyer.unit.code)
    return buyer


def wish_invoice(*, bill: Bill, by: User, now: datetime) -> None:
    """Once, however often it is asked for. Raises NotAllowed, NotIssuedYet."""
    require(by, "tax.export", bill)
    if bill.state != BillState.ISSUED:
        raise NotIssuedYet()
    with transaction.atomic():
        _wish, is_new = InvoiceWish.objects.get_or_create(bill=bill, defaults={"by": by, "at": now})
        if is_new:
            audit.record(by=by, action="tax.invoice_wished", subject=str(bill.number))

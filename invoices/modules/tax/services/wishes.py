"""Of which bills an invoice is asked for."""

from datetime import datetime

from django.db import transaction

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.tax.domain.errors import NotIssuedYet
from invoices.modules.tax.models import InvoiceWish
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require


def wish_invoice(*, bill: Bill, by: User, now: datetime) -> None:
    """Once, however often it is asked for. Raises NotAllowed, NotIssuedYet."""
    require(by, "tax.export", bill)
    if bill.state != BillState.ISSUED:
        raise NotIssuedYet()
    with transaction.atomic():
        _wish, is_new = InvoiceWish.objects.get_or_create(bill=bill, defaults={"by": by, "at": now})
        if is_new:
            audit.record(by=by, action="tax.invoice_wished", subject=str(bill.number))

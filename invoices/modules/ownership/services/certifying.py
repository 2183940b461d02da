"""结清证明: says that nothing is owed, and refuses while anything is."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import books, head
from invoices.modules.ownership import selectors
from invoices.modules.ownership.domain.errors import NotSettled
from invoices.modules.ownership.models import SettledCertificate
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Tenure


def certify_settled(*, payer: Tenure, by: User, now: datetime, today: date) -> SettledCertificate:
    """A numbered certificate that the payer owes nothing at the unit, disputed lines included.

    Raises NotAllowed, NotSettled.
    """
    require(by, "ownership.certify", payer)
    with transaction.atomic(), books():
        held = selectors.account_of(payer.unit, payer)
        if held.owed != ZERO:
            raise NotSettled(name=payer.name, owed=held.owed.grouped(), unit=payer.unit.code)
        ledger = head()
        certificate = SettledCertificate.objects.create(
            number=SettledCertificate.series.next(today.year),
            unit=payer.unit,
            payer=payer,
            name=payer.name,
            day=today,
            billed_until=selectors.last_month_billed(payer.unit, payer),
            advance=held.advance,
            head=ledger.number,
            head_digest=ledger.digest,
            issued_by=by,
            issued_at=now,
        )
        audit.record(by=by, action="ownership.certified", subject=certificate.number, unit=payer.unit.code)
    return certificate

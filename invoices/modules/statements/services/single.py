"""One statement as PDF, for the screen."""

from invoices.modules.billing.public import Bill
from invoices.modules.statements import selectors
from invoices.modules.statements.domain.errors import NothingIssued
from invoices.modules.statements.reports.printer import render
from invoices.modules.statements.services.composing import composed
from invoices.modules.statements.services.proof import FileProof, prove
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require


def statement_pdf(*, bill_id: int, by: User) -> bytes:
    """The statement of an issued bill; the look is recorded. Raises NotAllowed, NothingIssued, UnprintableStatement,
    StatementDiffers."""
    require(by, "statements.view", *Bill.objects.filter(pk=bill_id))
    number, pdf = made_pdf(bill_id)
    audit.record(by=by, action="statements.open", subject=number)
    return pdf


def made_pdf(bill_id: int) -> tuple[str, bytes]:
    """Number and PDF of an issued bill's statement, proven."""
    bills = selectors.frozen_bills([bill_id])
    if not bills:
        raise NothingIssued(month="—")
    statement = composed(bills)[0]
    pdf = render(statement.doc)
    prove([FileProof.of(statement, pdf)])
    return statement.bill.number, pdf

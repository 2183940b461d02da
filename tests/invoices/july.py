"""July 2022: what happens to the bills of June."""

from datetime import UTC, date, datetime

from invoices.modules.billing.models import Bill
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, post
from invoices.modules.receivables.public import Credit, CreditDraft, CreditKind, PayerAccount, allocate, record_credits
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month

JULY = date(2022, 7, 20)
NOW = datetime(2022, 7, 20, 9, 0, tzinfo=UTC)


def pay(bill: Bill, amount: Yuan, *, by: User, on: date = date(2022, 7, 10)) -> int:
    """Money that came in on that day and pays the oldest line first; the key of its credit."""
    source, party = f"receipt/{bill.number}/{Credit.objects.count() + 1}", str(bill.payer_id)
    legs = (
        ("1002", bill.estate.code, "", "", amount.fen),
        (RECEIVABLE, bill.estate.code, bill.unit_code, party, -amount.fen),
    )
    post([EntryDraft(source=source, posted_on=on, month=Month.of(on).start, memo="收款", legs=legs)])
    draft = CreditDraft(
        source=source,
        kind=CreditKind.PAYMENT,
        estate_id=bill.estate_id,
        unit_code=bill.unit_code,
        party=party,
        amount=amount,
        day=on,
        value_day=on,
        month=Month.of(on),
    )
    (credit,) = record_credits([draft])
    allocate(accounts=[PayerAccount(bill.unit_code, party)], on=on, by=by)
    return credit

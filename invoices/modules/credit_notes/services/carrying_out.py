"""What an approved credit note does to the ledger and to the open lines."""

from collections import defaultdict

from invoices.modules.credit_notes.models import CreditNote
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, post
from invoices.modules.receivables.public import (
    CreditDraft,
    CreditKind,
    PayerAccount,
    allocate,
    record_credits,
    release,
    settle,
)
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.models import User
from property_ops.kernel.period import Month


def source_of(note: CreditNote) -> str:
    """The source of the note's entry in the ledger."""
    return f"credit_note/{note.number}"


def post_note(note: CreditNote) -> None:
    """Less income and less owed, posted on the day of approval, for the period the bill belongs to (rule 11)."""
    assert note.issued_on is not None
    party = str(note.payer_id or "")
    post(
        [
            EntryDraft(
                source=source_of(note),
                posted_on=note.issued_on,
                month=note.month,
                memo=f"红字账单 {note.number}，更正 {note.bill.number}",
                legs=(
                    *(Leg(account, note.estate.code, fen=fen) for account, fen in sorted(_incomes(note).items())),
                    Leg(RECEIVABLE, note.estate.code, note.unit_code, party, -note.total.fen),
                ),
                evidence=note.digest,
            )
        ]
    )


def settle_note(note: CreditNote, *, by: User) -> None:
    """Set the credit against its lines; what had been paid of them is the account's again, and pays what is due."""
    assert note.issued_on is not None
    on, source, party = note.issued_on, source_of(note), str(note.payer_id or "")
    for line in note.lines.all():
        release(line_id=line.bill_line_id, amount=line.amount, on=on, by=by, cause=source)
    (credit,) = record_credits(
        [
            CreditDraft(
                source=source,
                kind=CreditKind.CREDIT_NOTE,
                estate_id=note.estate_id,
                unit_code=note.unit_code,
                party=party,
                amount=note.total,
                day=on,
                value_day=on,
                month=Month.of(note.month),
            )
        ]
    )
    for line in note.lines.all():
        settle(credit_id=credit, line_id=line.bill_line_id, amount=line.amount, on=on, by=by, cause=source)
    allocate(accounts=[PayerAccount(note.unit_code, party)], on=on, by=by)


def _incomes(note: CreditNote) -> dict[str, int]:
    """The credited fen by income account."""
    accounts = dict(FeeItem.objects.values_list("code", "income_account"))
    found: dict[str, int] = defaultdict(int)
    for line in note.lines.all():
        found[accounts[line.item_code]] += line.amount.fen
    return found

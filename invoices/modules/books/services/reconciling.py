"""Bank reconciliation: signed by who prepared it and another; neither side is typed over (docs/product.md rule 10)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from invoices.modules.books.domain.errors import BooksMovedSince, ReconciledAlready, StillDiffers
from invoices.modules.books.domain.reconciling import ReconcilingDraft, adjusted
from invoices.modules.books.models import BankReconciliation, ReconcilingItem
from invoices.modules.books.selectors.daybook import balance_of, reconciliation_of
from invoices.modules.ledger.public import books
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month


def prepare_reconciliation(
    *, account: str, month: Month, statement: Yuan, items: Sequence[ReconcilingDraft], by: User, now: datetime
) -> BankReconciliation:
    """Store that the books and the bank's statement agree but for `items`; another person signs it.

    Raises NotAllowed, ReconciledAlready, StillDiffers.
    """
    require(by, "books.prepare")
    with transaction.atomic(), books():
        if reconciliation_of(account, month):
            raise ReconciledAlready(account=account, month=month)
        book = balance_of(account, before=month.end)
        ours, theirs = adjusted(book, statement, items)
        if ours != theirs:
            raise StillDiffers(books=ours.grouped(), bank=theirs.grouped(), difference=(ours - theirs).grouped())
        found = BankReconciliation.objects.create(
            month=month.start,
            account=account,
            book=book,
            statement=statement,
            adjusted=ours,
            prepared_by=by,
            prepared_at=now,
        )
        ReconcilingItem.objects.bulk_create(
            ReconcilingItem(
                reconciliation=found, position=position, kind=one.kind, day=one.day, about=one.about, amount=one.amount
            )
            for position, one in enumerate(items)
        )
        audit.record(by=by, action="books.reconciled", subject=str(found), statement=str(statement))
    return found


def approve_reconciliation(*, reconciliation_id: int, by: User, now: datetime) -> BankReconciliation:
    """Sign it, if the books still say what they said.

    Raises NotAllowed, AlreadyDecided, SamePerson, BooksMovedSince.
    """
    with transaction.atomic(), books(), approving(BankReconciliation, reconciliation_id, by=by, now=now) as found:
        book = balance_of(found.account, before=Month.of(found.month).end)
        if book != found.book:
            raise BooksMovedSince(then=found.book.grouped(), now=book.grouped())
    return found

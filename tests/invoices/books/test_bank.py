"""Day books by the day of posting with the bank's day beside it, and the bank reconciled by two persons."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from invoices.modules.books.domain.errors import BooksMovedSince, ReconciledAlready, StillDiffers
from invoices.modules.books.domain.reconciling import ItemKind, ReconcilingDraft
from invoices.modules.books.models import BankReconciliation, ReconcilingItem
from invoices.modules.books.public import (
    approve_reconciliation,
    prepare_reconciliation,
    unreconciled,
    unreconciled_months,
)
from invoices.modules.books.reports.reconciliation_paper import reconciliation_pdf
from invoices.modules.books.selectors.daybook import day_book, in_transit, reconciliation_of
from invoices.modules.ledger.public import EntryDraft, Leg, close_month, post
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.public import MoneyMovement, closing_balance, closing_balances, record
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month

NOW, TODAY = datetime(2022, 8, 2, 9, 0, tzinfo=UTC), date(2022, 8, 2)
JUNE, JULY = Month(2022, 6), Month(2022, 7)
pytestmark = pytest.mark.django_db


def moved(by, fen, day, transaction, *, is_out=False):
    one = MoneyMovement(
        channel=PaymentChannel.BANK, transaction=transaction, day=day, amount=Yuan(fen), is_out=is_out, name="某人"
    )
    record(movements=[one], by=by, now=NOW, today=TODAY, file="流水.xlsx")


def words_of(paper):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


def june_and_july(accountant, manager):
    """100.00 of June in the books of June; 30.00 of June that came to be known after June was closed; July's 5.00."""
    moved(accountant, 100_00, date(2022, 6, 10), "T1")
    close_month(month=JUNE, by=manager, at=NOW)
    moved(accountant, 30_00, date(2022, 6, 28), "T2")
    moved(accountant, 5_00, date(2022, 7, 3), "T3", is_out=True)


def test_the_day_book_runs_by_the_day_of_posting_and_shows_the_banks_day(accountant, manager):
    june_and_july(accountant, manager)
    opening, lines = day_book("1002", JUNE.period)
    assert (opening, [(one.posted_on, one.came, one.balance) for one in lines]) == (
        Yuan(0), [(date(2022, 6, 10), Yuan(100_00), Yuan(100_00))],
    )  # fmt: skip
    opening, lines = day_book("1002", Month(2022, 8).period)
    assert opening == Yuan(95_00)
    assert [(one.posted_on, one.value_day, one.balance) for one in lines] == [(TODAY, date(2022, 6, 28), Yuan(125_00))]
    assert [one.went for one in day_book("1002", JULY.period)[1]] == [Yuan(5_00)]


def test_what_the_bank_has_and_the_books_have_not_is_found_by_its_days(accountant, manager):
    june_and_july(accountant, manager)
    (found,) = in_transit("1002", JUNE)
    assert (found.kind, found.day, found.amount) == (ItemKind.BANK_CAME, date(2022, 6, 28), Yuan(30_00))
    assert [one.amount for one in in_transit("1002", JULY)] == [Yuan(30_00)]
    assert in_transit("1002", Month(2022, 8)) == []


def test_it_is_signed_by_two_and_only_where_both_sides_come_to_the_same(accountant, reviewer, manager):
    june_and_july(accountant, manager)
    items = in_transit("1002", JUNE)
    said = {"account": "1002", "month": JUNE, "by": accountant, "now": NOW}
    with pytest.raises(StillDiffers):
        prepare_reconciliation(statement=Yuan(131_00), items=items, **said)
    cheque = ReconcilingDraft(ItemKind.BOOK_WENT, date(2022, 6, 30), "支票未兑付", Yuan(1_00))
    found = prepare_reconciliation(statement=Yuan(131_00), items=[*items, cheque], **said)
    assert (found.book, found.adjusted) == (Yuan(100_00), Yuan(130_00))
    assert unreconciled(JUNE) == ["1002"]
    assert not unreconciled_months(before=JUNE.end).exists()  # it is the other person's turn
    with pytest.raises(ReconciledAlready):
        prepare_reconciliation(statement=Yuan(131_00), items=[*items, cheque], **said)
    with pytest.raises(NotAllowed):
        approve_reconciliation(reconciliation_id=found.pk, by=accountant, now=NOW)
    approve_reconciliation(reconciliation_id=found.pk, by=reviewer, now=NOW)
    assert unreconciled(JUNE) == []
    for change in (lambda: BankReconciliation.objects.update(statement=Yuan(1)), ReconcilingItem.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_banks_own_rows_say_where_the_month_ended_in_whatever_order_they_came(accountant):
    def row(transaction, fen, balance, *, is_out=False):
        said = {"channel": PaymentChannel.BANK, "day": date(2022, 7, 10), "name": "某人", "is_out": is_out}
        return MoneyMovement(transaction=transaction, amount=Yuan(fen), balance=Yuan(balance), **said)

    rows = [row("T3", 40_00, 110_00, is_out=True), row("T1", 100_00, 140_00), row("T2", 10_00, 150_00)]
    record(movements=rows[:2], by=accountant, now=NOW, today=TODAY, file="流水.xlsx")
    assert closing_balance("1002", JULY) is None  # a row between them is missing
    record(movements=rows[2:], by=accountant, now=NOW, today=TODAY, file="流水.xlsx")
    assert closing_balance("1002", JULY) == Yuan(110_00)
    assert closing_balance("1002", JUNE) is None


def test_an_account_that_is_still_in_the_month_stays_where_it_stood(accountant):
    def row(transaction, day, balance, own):
        said = {"channel": PaymentChannel.BANK, "amount": Yuan(10_00), "name": "某人"}
        return MoneyMovement(transaction=transaction, day=day, balance=Yuan(balance), own_account=own, **said)

    rows = [
        row("T1", date(2022, 6, 10), 110_00, "1"),
        row("T2", date(2022, 6, 11), 30_00, "2"),
        row("T3", date(2022, 7, 5), 40_00, "2"),
    ]
    record(movements=rows, by=accountant, now=NOW, today=TODAY, file="流水.xlsx")
    assert closing_balance("1002", JUNE) == Yuan(140_00)
    assert closing_balance("1002", JULY) == Yuan(150_00)
    assert [(one.own_account, one.month) for one in closing_balances("1002", JULY)] == [("1", JUNE), ("2", JULY)]
    assert closing_balance("1002", Month(2022, 8)) is None  # no file of August has come yet


def test_its_paper_has_both_sides_and_who_signed(accountant, reviewer, manager):
    june_and_july(accountant, manager)
    cheque = ReconcilingDraft(ItemKind.BOOK_WENT, date(2022, 6, 30), "支票未兑付", Yuan(1_00))
    items = [*in_transit("1002", JUNE), cheque]
    found = prepare_reconciliation(
        account="1002", month=JUNE, statement=Yuan(131_00), items=items, by=accountant, now=NOW
    )
    assert "尚未复核" in words_of(reconciliation_pdf(found, account="1002 银行存款"))
    approve_reconciliation(reconciliation_id=found.pk, by=reviewer, now=NOW)
    text = words_of(reconciliation_pdf(reconciliation_of("1002", JUNE), account="1002 银行存款"))
    for words in ("企业银行存款日记账余额", "100.00", "131.00", "银行已收、企业未收", "支票未兑付", "调节后的存款余额"):
        assert words in text
    assert text.count("130.00") == 2
    assert str(reviewer) in text
    assert "尚未复核" not in text


def test_it_is_not_signed_once_the_books_say_something_else(accountant, reviewer):
    moved(accountant, 100_00, date(2022, 7, 10), "T1")
    found = prepare_reconciliation(account="1002", month=JULY, statement=Yuan(100_00), items=[], by=accountant, now=NOW)
    legs = (Leg("1002", fen=1_00), Leg("5603.02", fen=-1_00))
    post([EntryDraft("voucher/x", date(2022, 7, 31), JULY.start, "利息", legs)])
    with pytest.raises(BooksMovedSince):
        approve_reconciliation(reconciliation_id=found.pk, by=reviewer, now=NOW)
    assert BankReconciliation.objects.get().state == "waiting"

"""A closed month takes no entry (docs/product.md rule 11); reopening needs two people and a reason (rule 10)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from invoices.modules.ledger.domain.entries import EntryDraft
from invoices.modules.ledger.domain.errors import (
    AlreadyClosed,
    EarlierMonthOpen,
    HasSubaccounts,
    LaterMonthClosed,
    MonthIsClosed,
    NobodyAsked,
    NotClosed,
)
from invoices.modules.ledger.models import Entry, LedgerAccount, Leg, MonthClose, Reopening
from invoices.modules.ledger.public import (
    ask_reopening,
    close_month,
    closed_months,
    head,
    is_closed,
    post,
    reopen_month,
)
from invoices.modules.ledger.verifiers import verify
from property_ops.framework.models import AuditEvent, User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from tests.invoices.ledger.test_services import without_triggers

MAY, JUNE, JULY = Month(2022, 5), Month(2022, 6), Month(2022, 7)
NOW = datetime(2022, 7, 3, tzinfo=UTC)


def bill(number, day):
    legs = (("1122", "BC01", "BC01-1-1-101", "7", 100_00), ("5001.01", "BC01", "", "", -100_00))
    return EntryDraft(f"bill/{number}", day, Month.of(day).start, "账单", legs)


def faults():
    return [difference.says % difference.facts for check in verify() for difference in check.differences]


@pytest.fixture
def june(accountant):
    """June has one entry and is closed."""
    post([bill(1, date(2022, 6, 30))])
    close_month(month=JUNE, by=accountant, at=NOW)
    return accountant


def test_a_closed_month_takes_no_entry_on_any_of_its_days(june):
    for day in (date(2022, 6, 1), date(2022, 6, 30)):
        with pytest.raises(MonthIsClosed, match="2022-06"), transaction.atomic():
            post([bill(2, date(2022, 7, 1)), bill(3, day)])
    assert Entry.objects.count() == 1
    post([bill(4, date(2022, 5, 31)), bill(5, date(2022, 7, 1))])
    assert Entry.objects.count() == 3


def test_a_correction_is_posted_today_and_names_the_closed_month(june):
    post([replace(bill(2, date(2022, 7, 3)), month=JUNE.start)])
    assert Entry.objects.get(source="bill/2").month == JUNE.start
    assert faults() == []


def test_the_database_refuses_it_as_well(june):
    account = LedgerAccount.objects.get(code="1122")
    for position, amount in enumerate((1, -1)):
        Leg.objects.create(entry_id=99, position=position, account=account, amount=Yuan(amount))
    entry = {"id": 99, "number": 2, "month": JUNE.start, "source": "x", "memo": "", "previous": "a", "digest": "b"}
    with pytest.raises(DatabaseError, match="closed month"), transaction.atomic():
        Entry.objects.create(posted_on=date(2022, 6, 30), **entry)
    Entry.objects.create(posted_on=date(2022, 7, 1), **entry)


def test_a_closing_keeps_where_the_chain_stood(june):
    close = MonthClose.objects.get()
    assert (close.month, close.until, close.closed_by) == (date(2022, 6, 1), date(2022, 7, 1), june)
    assert (close.head_number, close.head_digest) == (1, head().digest)
    assert closed_months() == {JUNE}
    assert (is_closed(JUNE), is_closed(JULY)) == (True, False)
    assert AuditEvent.objects.filter(action="ledger.month_closed", subject="2022-06").count() == 1


def test_a_month_is_closed_once_and_in_order(june):
    with pytest.raises(AlreadyClosed), transaction.atomic():
        close_month(month=JUNE, by=june, at=NOW)
    post([bill(2, date(2022, 7, 1))])
    with pytest.raises(EarlierMonthOpen, match="2022-07"), transaction.atomic():
        close_month(month=JULY.next, by=june, at=NOW)
    close_month(month=JULY, by=june, at=NOW)
    close_month(month=JULY.next, by=june, at=NOW)


def test_another_person_reopens_it_with_a_reason(june, reviewer):
    with pytest.raises(ReasonMissing), transaction.atomic():
        ask_reopening(month=JUNE, reason="  ", by=june, now=NOW)
    with pytest.raises(NobodyAsked), transaction.atomic():
        reopen_month(month=JUNE, by=reviewer, now=NOW)
    asked = ask_reopening(month=JUNE, reason="漏记一笔", by=june, now=NOW)
    with pytest.raises(NotAllowed), transaction.atomic():
        reopen_month(month=JUNE, by=june, now=NOW)
    june.groups.add(*reviewer.groups.all())
    both = User.objects.get(pk=june.pk)
    with pytest.raises(SamePerson), transaction.atomic():
        reopen_month(month=JUNE, by=both, now=NOW)
    assert is_closed(JUNE)
    reopen_month(month=JUNE, by=reviewer, now=NOW)
    asked.refresh_from_db()
    assert (asked.prepared_by, asked.decided_by, asked.reason) == (june, reviewer, "漏记一笔")
    post([bill(2, date(2022, 6, 30))])
    with pytest.raises(NotClosed), transaction.atomic():
        reopen_month(month=JUNE, by=reviewer, now=NOW)
    close_month(month=JUNE, by=june, at=NOW)
    assert MonthClose.objects.count() == 2
    assert faults() == []


def test_a_later_month_is_reopened_first(june, reviewer):
    close_month(month=JULY, by=june, at=NOW)
    ask_reopening(month=JUNE, reason="漏记", by=june, now=NOW)
    with pytest.raises(LaterMonthClosed, match="2022-07"), transaction.atomic():
        reopen_month(month=JUNE, by=reviewer, now=NOW)


def test_nobody_without_the_right_closes_a_month(shipped):
    with pytest.raises(NotAllowed), transaction.atomic():
        close_month(month=JUNE, by=UserFactory(role="dispatcher"), at=NOW)
    assert closed_months() == set()


@pytest.mark.parametrize(
    "change",
    [
        {"month": date(2022, 5, 1)},
        {"head_digest": "0" * 64},
        {"reopened_at": NOW},
    ],
    ids=["another month", "another head", "reopened by nobody"],
)
def test_the_database_keeps_closings_as_they_are(june, change):
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        MonthClose.objects.update(**change)
    with pytest.raises(DatabaseError, match="cannot be deleted"), transaction.atomic():
        MonthClose.objects.all()._raw_delete("default")


def test_the_database_keeps_one_person_from_reopening_a_month(june):
    ask_reopening(month=JUNE, reason="x", by=june, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reopening.objects.update(state="approved", decided_by=june, decided_at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthClose.objects.update(reopened_at=NOW)


def test_an_entry_smuggled_into_a_closed_month_is_named(june):
    post([bill(2, date(2022, 7, 1))])
    without_triggers("UPDATE po_ledger_entry SET posted_on = '2022-06-30' WHERE number = 2")
    assert "entry 2 (bill/2) was posted into 2022-06 after it was closed" in faults()


def test_a_ledger_rewritten_up_to_a_closing_is_found(june):
    without_triggers("UPDATE po_ledger_entry SET digest = previous WHERE number = 1")
    assert "the last entry at the closing of 2022-06 is not in the ledger as it was" in faults()


def test_an_account_with_sub_accounts_takes_no_leg(shipped):
    legs = (("1012", "", "", "", 100), ("1122", "", "", "", -100))
    with pytest.raises(HasSubaccounts, match="1012"), transaction.atomic():
        post([EntryDraft("receipt/1", date(2022, 7, 1), JULY.start, "收款", legs)])
    assert Entry.objects.count() == 0


def test_a_used_account_keeps_its_code_and_kind_and_may_be_renamed(june):
    for change in ({"code": "1129"}, {"kind": "income"}):
        with pytest.raises(DatabaseError, match="keeps its code"), transaction.atomic():
            LedgerAccount.objects.filter(code="1122").update(**change)
    LedgerAccount.objects.filter(code="1122").update(name="应收物业费")
    LedgerAccount.objects.filter(code="1123").update(code="1129", kind="liability")
    assert LedgerAccount.objects.get(code="1129").name == "预付账款"

"""Posting: append-only, balanced, chained, each source once (docs/product.md rules 6, 21)."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from invoices.modules.ledger.domain.errors import UnknownAccount
from invoices.modules.ledger.models import Entry, LedgerAccount, Leg
from invoices.modules.ledger.public import (
    RECEIVABLE,
    Balance,
    EntryDraft,
    balances,
    broken_links,
    entries_after,
    post,
    posted_to,
    trial_balance,
)
from property_ops.kernel.money import Yuan
from tests.property_ops.framework.journal.behind import take_rules_away

DAY, MONTH = date(2022, 7, 1), date(2022, 6, 1)
pytestmark = pytest.mark.django_db
HOME = "BC01-1-1-101"


@pytest.fixture(autouse=True)
def _shipped(shipped):
    """With the chart of accounts."""


def bill(number, fen, *, party="7"):
    return EntryDraft(
        source=f"bill/{number}",
        posted_on=DAY,
        month=MONTH,
        memo=f"账单 {number}",
        legs=((RECEIVABLE, "BC01", HOME, party, fen), ("5001.01", "BC01", "", "", -fen)),
    )


def receipt(number, fen, *, party="7"):
    return EntryDraft(
        source=f"receipt/{number}",
        posted_on=DAY,
        month=MONTH,
        memo="收款",
        legs=(("1002", "BC01", "", "", fen), (RECEIVABLE, "BC01", HOME, party, -fen)),
    )


def without_triggers(statement, parameters=()):
    """What a thief with the database's password would do."""
    take_rules_away("po_ledger")
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_entries_are_numbered_and_chained_in_the_order_posted():
    post([bill(1, 100_00), bill(2, 50_00)])
    post([bill(3, 1)])
    entries = list(Entry.objects.order_by("number"))
    assert [(entry.number, entry.source) for entry in entries] == [(1, "bill/1"), (2, "bill/2"), (3, "bill/3")]
    assert [entry.previous for entry in entries] == ["0" * 64, entries[0].digest, entries[1].digest]
    assert list(broken_links()) == []


def test_the_legs_are_kept_as_posted():
    post([bill(1, 100_00)])
    assert list(Leg.objects.values_list("account__code", "estate", "subledger", "party", "amount")) == [
        (RECEIVABLE, "BC01", HOME, "7", Yuan(100_00)),
        ("5001.01", "BC01", "", "", Yuan(-100_00)),
    ]


def test_posting_nothing_posts_nothing():
    post([])
    assert Entry.objects.count() == 0


def test_an_unknown_account_is_named_and_nothing_is_posted():
    wrong = EntryDraft("bill/1", DAY, MONTH, "", (("9999", "", "", "", 1), (RECEIVABLE, "", "", "", -1)))
    with pytest.raises(UnknownAccount, match="9999"), transaction.atomic():
        post([bill(2, 1), wrong])
    assert (Entry.objects.count(), Leg.objects.count()) == (0, 0)


def test_a_source_is_posted_once():
    post([bill(1, 100_00)])
    with pytest.raises(IntegrityError), transaction.atomic():
        post([bill(2, 1), bill(1, 100_00)])
    assert Entry.objects.count() == 1
    assert Leg.objects.count() == 2


def test_the_database_refuses_an_entry_that_does_not_balance():
    entry = {"number": 1, "posted_on": DAY, "month": MONTH, "source": "x", "memo": "", "previous": "a", "digest": "b"}
    account = LedgerAccount.objects.get(code=RECEIVABLE)
    with pytest.raises(DatabaseError, match="sum to zero"), transaction.atomic():
        Entry.objects.create(id=1, **entry)
    Leg.objects.create(entry_id=1, position=0, account=account, amount=Yuan(100))
    Leg.objects.create(entry_id=1, position=1, account=account, amount=Yuan(-99))
    with pytest.raises(DatabaseError, match="sum to zero"), transaction.atomic():
        Entry.objects.create(id=1, **entry)
    Leg.objects.create(entry_id=1, position=2, account=account, amount=Yuan(-1))
    Entry.objects.create(id=1, **entry)


def test_a_posted_entry_takes_no_further_legs():
    post([bill(1, 100_00)])
    entry, account = Entry.objects.get(), LedgerAccount.objects.first()
    with pytest.raises(DatabaseError, match="no further legs"), transaction.atomic():
        Leg.objects.create(entry=entry, position=7, account=account, amount=Yuan(1))
    assert Leg.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(memo="x"),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Leg.objects.update(amount=Yuan(1)),
        lambda: Leg.objects.all()._raw_delete("default"),
    ],
    ids=["change an entry", "delete entries", "change a leg", "delete legs"],
)
def test_the_database_refuses_to_change_what_is_posted(change):
    post([bill(1, 100_00)])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert list(broken_links()) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE po_ledger_entry SET memo = 'y' WHERE number = 2", "entry 2 (bill/2) was changed after it was posted"),
        ("UPDATE po_ledger_entry SET posted_on = '2022-07-02' WHERE number = 1", "entry 1 (bill/1) was changed"),
        ("UPDATE po_ledger_leg SET party = '8' WHERE party = '7'", "entry 1 (bill/1) was changed"),
        ("UPDATE po_ledger_leg SET amount = amount + 1 WHERE amount = 5000", "entry 2 (bill/2) does not balance"),
        ("UPDATE po_ledger_leg SET amount = amount * 2 WHERE abs(amount) = 5000", "entry 2 (bill/2) was changed"),
        ("UPDATE po_ledger_leg SET position = 1 - position WHERE FALSE", None),
    ],
)
def test_one_changed_byte_is_found(statement, fault):
    post([bill(1, 100_00), bill(2, 50_00), bill(3, 1)])
    without_triggers(statement)
    faults = list(broken_links())
    assert faults[0].startswith(fault) if fault else faults == [], faults


def test_a_removed_entry_is_found():
    post([bill(1, 100_00), bill(2, 50_00), bill(3, 1)])
    pk = Entry.objects.get(number=2).pk
    without_triggers("DELETE FROM po_ledger_leg WHERE entry_id = %s", [pk])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM po_ledger_entry WHERE id = %s", [pk])
    faults = list(broken_links())
    assert "entry 2 is missing before entry 3" in faults
    assert "entry 3 (bill/3) does not follow the entry before it" in faults


def test_the_balance_is_what_was_billed_less_what_was_received():
    post([bill(1, 100_00), receipt(1, 30_00), bill(2, 50_00, party="8"), receipt(2, 20_00)])
    assert balances(account=RECEIVABLE, estate="BC01") == {
        (HOME, "7"): Balance(owed=Yuan(50_00), credited=Yuan(50_00)),
        (HOME, "8"): Balance(owed=Yuan(50_00), credited=Yuan(0)),
    }
    assert balances(account=RECEIVABLE, estate="BC02") == {}


def test_what_was_received_counts_since_the_last_bill():
    post([bill(1, 100_00), receipt(1, 100_00), bill(2, 50_00), receipt(2, 20_00)])
    assert balances(account=RECEIVABLE, estate="BC01")[HOME, "7"] == Balance(owed=Yuan(30_00), credited=Yuan(20_00))


def test_debits_equal_credits():
    post([bill(1, 100_00), receipt(1, 30_00)])
    assert [(code, debit, credit) for code, _, debit, credit in trial_balance()] == [
        ("1002", Yuan(30_00), Yuan(0)),
        (RECEIVABLE, Yuan(100_00), Yuan(30_00)),
        ("5001.01", Yuan(0), Yuan(100_00)),
    ]
    assert posted_to(RECEIVABLE) == {"bill/1": Yuan(100_00), "receipt/1": Yuan(-30_00)}


def test_entries_are_read_whole_and_in_order_behind_a_number():
    post([bill(1, 100), bill(2, 200), receipt(1, 300)])
    ((one, two),) = entries_after(1)
    assert (one.number, one.entry) == (2, bill(2, 200))
    assert (two.number, two.entry) == (3, receipt(1, 300))
    assert list(entries_after(3)) == []

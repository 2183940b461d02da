"""Each estate is issued by itself: a series of its own, and the ledger's chain only at the end (ADR 0083)."""

import pytest
from django.db import connection, transaction

from invoices.modules.billing.models import Bill
from invoices.modules.billing.public import approve_bills, draft_bills, issue_bills
from invoices.modules.billing.testing import NOW, TODAY
from invoices.modules.charges.testing import ChargeFactory
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, books, broken_links, post
from invoices.modules.ledger.services import posting
from property_ops.framework.models import NumberSeries
from property_ops.framework.numbering import verify
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory, owned_unit

JUNE = Month(2022, 6)
CODES = ("BC01", "芍药花园", "QUITE-A-LONG-CODE")
pytestmark = pytest.mark.django_db


@pytest.fixture
def estates(shipped):
    return [EstateFactory(code=code) for code in CODES]


@pytest.fixture
def approved(estates, accountant, reviewer):
    """Two homes in each estate, with June's bills approved."""
    for estate in estates:
        for room in ("101", "102"):
            ChargeFactory(unit=owned_unit(estate=estate, room=room), source_key=f"{estate.code}/{room}")
    draft_bills(month=JUNE, by=accountant, now=NOW)
    approve_bills(month=JUNE, by=reviewer, now=NOW)


@pytest.fixture
def issue(accountant):
    return lambda *codes: issue_bills(month=JUNE, by=accountant, today=TODAY, estate_codes=codes)


def numbers():
    return list(Bill.objects.exclude(number=None).order_by("number").values_list("number", flat=True))


def faults():
    return [difference for check in verify() for difference in check.differences] + list(broken_links())


def test_each_estate_has_a_series_of_its_own_by_its_code_or_else_by_its_key(estates, approved, issue):
    issue()
    parts = [CODES[0], str(estates[1].pk), str(estates[2].pk)]
    assert numbers() == sorted(f"ZD2022-{part}-00000{number}" for part in parts for number in (1, 2))
    assert faults() == []
    assert max(map(len, numbers())) <= 20  # what the tax platform takes


def test_a_number_lost_of_the_series_before_is_still_found_beside_the_new_ones(estates, approved, issue):
    NumberSeries.objects.create(name="ZD2022", next_number=2)
    issue("BC01")
    assert numbers() == ["ZD2022-BC01-000001", "ZD2022-BC01-000002"]
    assert [fault.facts["number"] for fault in faults()] == ["ZD2022-000001"]


def test_what_breaks_off_at_the_end_of_the_chain_leaves_no_bill_no_number_and_no_leg(approved, issue, monkeypatch):
    def breaks_off():
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(posting, "end_of_chain", breaks_off)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            issue("BC01")
    assert numbers() == []
    assert not NumberSeries.objects.filter(name__startswith="ZD").exists()
    assert not Leg.objects.exists()
    issue()
    assert faults() == []
    assert Entry.objects.count() == 6


def test_the_end_of_the_chain_is_taken_when_all_but_the_entries_is_written(approved, issue, monkeypatch):
    written, really = [], posting.end_of_chain

    def looks():
        written.append((Bill.objects.filter(state="issued").count(), Leg.objects.count(), Entry.objects.count()))
        really()

    monkeypatch.setattr(posting, "end_of_chain", looks)
    issue("BC01")
    assert written == [(2, 4, 0)]


def test_who_has_the_books_of_one_estate_open_posts_to_no_other(estates):
    entry = EntryDraft(
        "x/1", TODAY, JUNE.start, "x", ((RECEIVABLE, "BC01", "", "", 5), ("5001.01", "BC02", "", "", -5))
    )
    with pytest.raises(RuntimeError, match="BC02"), transaction.atomic(), books("BC01"):
        post([entry])
    with pytest.raises(RuntimeError, match="BC02"), transaction.atomic(), books("BC01"), books("BC02"):
        pass
    assert not Leg.objects.exists()
    with books():
        post([entry])
    assert Entry.objects.count() == 1


def test_within_an_estates_books_those_of_all_are_not_asked_for(estates):
    with books("BC01"), books(), books("BC01"):
        assert posting.opened_alone() == "BC01"
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT mode FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
                assert sorted(mode for (mode,) in cursor.fetchall()) == ["ExclusiveLock", "ShareLock"]
    assert posting.opened_alone() == ""

"""The ageing as of any day is what was open then, and is the ledger's receivables of that day."""

from datetime import date

import pytest

from invoices.modules.collections import verifiers
from invoices.modules.collections.selectors import estate_ages, of_accounts, of_buildings, tie_out, tie_outs
from invoices.modules.credit_notes.services import Credit, approve_credit_note, prepare_credit_note
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.receivables.public import move_due_day
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.july import NOW, pay
from tests.invoices.june import LIVED_IN, VACANT
from tests.pages import sheet_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
BOTH = Yuan(511_49 + 534_27)
ISSUED, DUE, OVERDUE, LATE = date(2022, 7, 5), date(2022, 8, 4), date(2022, 8, 5), date(2022, 12, 31)


def age(bill, on):
    return estate_ages(as_of=on).get(bill.estate_id)


def holds(on):
    return tie_out(as_of=on, ages=estate_ages(as_of=on).values()).holds


def test_nothing_is_open_before_it_was_issued(bill):
    assert age(bill, date(2022, 7, 4)) is None
    assert age(bill, ISSUED).classes[0] == BOTH


def test_the_days_together_are_each_of_them(bill, accountant):
    """What `verify` reckons in one go for all days, against the ages of each: the day itself counts."""
    pay(bill, Yuan(100_00), by=accountant, on=LATE)
    days = [date(2022, 7, 4), ISSUED, DUE, date(2022, 12, 30), LATE, date(2023, 1, 1)]
    each = [(day, tie_out(as_of=day, ages=estate_ages(as_of=day).values())) for day in days]
    assert list(tie_outs(days)) == each
    assert [found.ledger for _day, found in each] == [ZERO, *[BOTH] * 3, *[BOTH - Yuan(100_00)] * 2]


def test_it_grows_older(bill):
    assert age(bill, DUE).overdue == ZERO
    assert age(bill, OVERDUE).classes[1] == BOTH
    assert age(bill, LATE).classes[4] == BOTH


def test_a_bill_paid_later_is_open_still_as_of_then(bill, accountant):
    pay(bill, bill.total, by=accountant, on=date(2022, 9, 1))
    assert age(bill, date(2022, 8, 31)).open == BOTH
    assert age(bill, date(2022, 9, 1)).open == BOTH - bill.total


def test_what_was_paid_too_much_is_credit_and_not_a_negative_age(bill, accountant):
    pay(bill, bill.total + Yuan(10_00), by=accountant, on=date(2022, 9, 1))
    found = age(bill, LATE)
    assert (found.open, found.credit, found.balance) == (
        BOTH - bill.total,
        Yuan(10_00),
        BOTH - bill.total - Yuan(10_00),
    )
    assert min(found.classes) == ZERO


def test_a_moved_due_day_counts_from_the_day_it_was_moved(bill):
    line = bill.lines.get(amount=Yuan(440_67))
    move_due_day(line_id=line.pk, due_on=date(2022, 10, 1), on=date(2022, 8, 20), source="dispute/1")
    assert age(bill, date(2022, 8, 19)).overdue == BOTH
    assert age(bill, date(2022, 8, 20)).overdue == BOTH - Yuan(440_67)
    assert age(bill, date(2022, 10, 2)).classes[1] == Yuan(440_67)


def test_the_total_is_the_ledgers_on_every_day(bill, accountant, reviewer):
    pay(bill, Yuan(600_00), by=accountant, on=date(2022, 8, 10))
    credit = Credit(bill.lines.get(amount=Yuan(40_00)).pk, Yuan(25_00))
    note = prepare_credit_note(bill=bill, credits=[credit], reason="少停", by=accountant, now=NOW)
    approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=date(2022, 8, 20))
    for day in (4, 5, 10, 31):
        assert holds(date(2022, 7, day))
    for day in (9, 10, 19, 20, 31):
        assert holds(date(2022, 8, day))
    assert {check.differences for check in verifiers.verify()} == {()}


def test_verify_names_the_day_on_which_it_does_not_tie(bill):
    legs = (("1122", "BC01", LIVED_IN, "1", 5), ("5051", "BC01", "", "", -5))
    post([EntryDraft("stray/1", date(2022, 8, 1), date(2022, 8, 1), "", legs)])
    (check,) = (check for check in verifiers.verify() if check.differences)
    assert len(check.differences) == 13
    assert check.differences[0].facts["ledger"] == BOTH + Yuan(5)


def test_accounts_stand_in_building_order_and_add_up_by_building(bill):
    accounts = of_accounts(as_of=LATE, estates=[bill.estate_id])
    assert [(one.unit_code, one.payer, one.aged.open) for one in accounts] == [
        (LIVED_IN, "李小华", Yuan(511_49)),
        (VACANT, "张三", Yuan(534_27)),
    ]
    (building,) = of_buildings(accounts)
    assert (building.building, building.accounts, building.aged.open) == (5, 2, BOTH)


def test_the_page_shows_the_ages_and_that_they_tie(bill):
    clerk = visitor("accountant")
    page = clerk.text("/arrears/", on="2022-12-31")
    assert "1,045.76" in page
    assert "ties to the ledger" in page
    estate = clerk.text("/arrears/estates/BC01/", on="2022-12-31", building="5")
    assert LIVED_IN in estate
    assert "李小华" in estate
    assert LIVED_IN not in clerk.text("/arrears/estates/BC01/", on="2022-12-31", building="6")
    assert clerk.text("/arrears/", on="31.12.2022")


def test_all_accounts_come_as_excel(bill):
    rows = sheet_of(visitor("accountant").get("/arrears/?on=2022-12-31&export=xlsx"))
    assert rows[1][:2] == (LIVED_IN, "李小华")
    assert rows[1][7] == 511.49
    assert len(rows) == 3


def test_panels_on_the_overview_and_the_unit(bill):
    manager = visitor("manager")
    assert "over 1 year" in manager.text("/arrears/charts/ageing/")
    assert "What is open" in manager.text(f"/units/{LIVED_IN}/")
    assert visitor("dispatcher").get("/arrears/").status_code == 403

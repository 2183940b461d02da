"""An issued line is corrected by a credit note, never by an edit (docs/product.md rules 6–8, 10 and 11)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from unittest.mock import Mock

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.charges.models import Charge
from invoices.modules.charges.public import charge_month
from invoices.modules.credit_notes.domain.errors import (
    CreditTooLarge,
    NotCreditedInFull,
    NothingToCredit,
    NotIssued,
    SameAsBefore,
)
from invoices.modules.credit_notes.models import CreditLine, CreditNote, Rebill
from invoices.modules.credit_notes.selectors import (
    approved_notes,
    credited,
    credited_for_good,
    notes_of_bill,
    replaced_by,
    steps_of,
)
from invoices.modules.credit_notes.services import Credit, approve_credit_note, prepare_credit_note
from invoices.modules.ledger.models import Entry
from invoices.modules.ledger.public import close_month
from invoices.modules.receivables.public import PayerAccount, balance_of, open_lines
from invoices.modules.statements.public import document_of
from property_ops.framework.approval.domain import AlreadyDecided
from property_ops.framework.approval.services import reject, withdraw
from property_ops.framework.models import NumberSeries
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.july import JULY, NOW, pay
from tests.invoices.june import JUNE, LIVED_IN, VACANT, bill_of, drafted
from tests.verifying import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(issued_june) -> Bill:
    """¥511.49: service 14.38 and 16.44, parking 40.00, work 440.67."""
    return bill_of(LIVED_IN)


def line(bill: Bill, amount: str) -> BillLine:
    return bill.lines.get(amount=Yuan.parse(amount))


@pytest.fixture
def prepare(bill, accountant):
    def prepared(amount: str = "16.44", of: str = "16.44", instead: Calculation | None = None) -> CreditNote:
        credit = Credit(line(bill, of).pk, Yuan.parse(amount), instead)
        return prepare_credit_note(bill=bill, credits=[credit], reason="面积登记有误", by=accountant, now=NOW)

    return prepared


@pytest.fixture
def approve(reviewer):
    return lambda note: approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=JULY)


def account(bill: Bill) -> PayerAccount:
    return PayerAccount(bill.unit_code, str(bill.payer_id))


def test_an_approved_note_is_numbered_posted_today_for_its_period_and_settles_its_line(bill, prepare, approve):
    note = approve(prepare("10.00"))
    assert (note.number, note.issued_on, note.month) == ("HZ2022-000001", JULY, date(2022, 6, 1))
    entry = Entry.objects.get(source="credit_note/HZ2022-000001")
    assert (entry.posted_on, entry.month, entry.evidence) == (JULY, date(2022, 6, 1), note.digest)
    assert [(leg.account.code, leg.subledger, leg.party, leg.amount) for leg in entry.legs.all()] == [
        ("5001.01", "", "", Yuan(10_00)),
        ("1122", LIVED_IN, str(bill.payer_id), Yuan(-10_00)),
    ]
    assert open_lines(bill=bill).get(pk=line(bill, "16.44").pk).open == Yuan(6_44)
    assert balance_of(account(bill)).balance == Yuan(501_49)
    assert differences() == []


def test_the_bill_itself_stays_as_it_was(bill, prepare, approve):
    before = Bill.objects.filter(pk=bill.pk).values().get(), list(bill.lines.values())
    approve(prepare())
    assert (Bill.objects.filter(pk=bill.pk).values().get(), list(bill.lines.values())) == before


def test_what_waits_does_nothing_yet(bill, prepare):
    prepare()
    assert balance_of(account(bill)).balance == bill.total
    assert not NumberSeries.objects.filter(name="HZ2022").exists()


def test_a_line_that_was_paid_becomes_credit_of_the_account(bill, prepare, approve, accountant):
    pay(bill, bill.total, by=accountant)
    approve(prepare())
    assert list(open_lines(bill=bill)) == []
    balance = balance_of(account(bill))
    assert (balance.open, balance.credit) == (ZERO, Yuan(16_44))
    assert differences() == []


def test_freed_money_pays_what_is_open_elsewhere(bill, prepare, approve, accountant):
    pay(bill, Yuan(30_82), by=accountant)
    approve(prepare())
    assert open_lines(bill=bill).get(pk=line(bill, "40.00").pk).open == Yuan(23_56)
    assert balance_of(account(bill)).credit == ZERO


def test_credits_never_exceed_what_they_credit_also_those_that_wait(bill, prepare, approve):
    approve(prepare("10.00"))
    prepare("6.00")
    with pytest.raises(CreditTooLarge) as refused:
        prepare("0.45")
    assert refused.value.data["left"] == Yuan(44)
    prepare("0.44")


def test_what_waits_counts_against_the_line_and_is_not_credited_for_good(bill, prepare, approve, accountant):
    own, other = line(bill, "16.44").pk, line(bill, "40.00").pk
    withdrawn = prepare("2.00")
    withdraw(CreditNote, withdrawn.pk, by=accountant, now=NOW)
    done, waits = approve(prepare("10.00")), prepare("6.00")
    approve(prepare("1.00", of="40.00"))
    assert credited([own]) == {own: Yuan(16_00)}
    assert credited_for_good([own, other]) == {own: Yuan(10_00), other: Yuan(1_00)}
    assert list(notes_of_bill(bill))[:2] == [done, waits]
    assert withdrawn not in notes_of_bill(bill)
    assert not notes_of_bill(bill_of(VACANT)).exists()


def test_the_database_refuses_a_credit_beyond_the_line(bill, prepare):
    note, other = prepare("10.00"), prepare("1.00", of="40.00")
    own = line(bill, "16.44")
    row = {"note": other, "bill_line": own, "position": 7, "item_code": own.item_code, "item_name": own.item_name}
    row |= {"start": own.start, "end": own.end, "line_amount": own.amount}
    with pytest.raises(DatabaseError, match="credits never exceed"), transaction.atomic():
        CreditLine.objects.create(**row, amount=Yuan(6_45))
    CreditLine.objects.create(**row, amount=Yuan(6_44))
    assert note.state == "waiting"


def test_of_a_line_each_approved_note_is_a_step_after_those_before_it(bill, prepare, approve):
    first, second = approve(prepare("10.00")), approve(prepare("4.00"))
    other = approve(prepare("40.00", of="40.00"))
    waits = prepare("1.00")
    assert set(approved_notes()) == {first, second, other}
    steps = steps_of(CreditNote.objects.all()).order_by("note__number")
    assert [(one.note, one.amount, one.before) for one in steps] == [
        (first, Yuan(10_00), ZERO), (second, Yuan(4_00), Yuan(10_00)), (other, Yuan(40_00), ZERO),
    ]  # fmt: skip
    assert not steps_of(CreditNote.objects.filter(pk=waits.pk)).exists()


def test_a_dropped_note_credits_nothing_and_makes_room(bill, prepare, approve, accountant):
    withdraw(CreditNote, prepare().pk, by=accountant, now=NOW)
    assert approve(prepare()).number == "HZ2022-000001"


def test_prepared_by_one_approved_by_another(bill, prepare, accountant, reviewer, manager):
    note = prepare()
    with pytest.raises(NotAllowed):
        approve_credit_note(note_id=note.pk, by=accountant, now=NOW, today=JULY)
    own = prepare_credit_note(
        bill=bill, credits=[Credit(line(bill, "40.00").pk, Yuan(1))], reason="少停一天", by=manager, now=NOW
    )
    with pytest.raises(SamePerson):
        approve_credit_note(note_id=own.pk, by=manager, now=NOW, today=JULY)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditNote.objects.filter(pk=own.pk).update(
            state="approved", decided_by=manager, decided_at=NOW, number="HZ2022-000009", issued_on=JULY
        )
    with pytest.raises(NotAllowed):
        prepare_credit_note(
            bill=bill, credits=[Credit(line(bill, "40.00").pk, Yuan(1))], reason="x", by=reviewer, now=NOW
        )
    assert not Entry.objects.filter(source__startswith="credit_note").exists()


def test_it_is_decided_once(bill, prepare, approve, reviewer):
    note = approve(prepare())
    with pytest.raises(AlreadyDecided):
        approve(note)
    with pytest.raises(AlreadyDecided):
        reject(CreditNote, note.pk, reason="有误", by=reviewer, now=NOW)
    assert Entry.objects.filter(source__startswith="credit_note").count() == 1


def test_what_is_decided_is_frozen(bill, prepare, approve):
    note = approve(prepare())
    for change in ({"reason": "别的"}, {"total": Yuan(1)}, {"state": "waiting"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            CreditNote.objects.filter(pk=note.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        CreditLine.objects.filter(note=note).update(amount=Yuan(1))
    with pytest.raises(DatabaseError), transaction.atomic():
        CreditLine.objects.filter(note=note).delete()


@pytest.mark.parametrize(
    ("credits", "reason", "refused"),
    [([], "有误", NothingToCredit), (["0"], "有误", NothingToCredit), (["1"], "  ", ReasonMissing)],
)
def test_a_note_says_how_much_and_why(bill, accountant, credits, reason, refused):
    asked = [Credit(line(bill, "16.44").pk, Yuan.parse(amount)) for amount in credits]
    with pytest.raises(refused):
        prepare_credit_note(bill=bill, credits=asked, reason=reason, by=accountant, now=NOW)


def test_a_draft_is_not_corrected(accountant):
    drafted(accountant)
    draft = bill_of(LIVED_IN)
    with pytest.raises(NotIssued):
        prepare_credit_note(
            bill=draft, credits=[Credit(draft.lines.first().pk, Yuan(1))], reason="有误", by=accountant, now=NOW
        )


def test_numbers_have_no_gap_also_when_one_fails(bill, prepare, approve, monkeypatch):
    first, second = prepare("1.00"), prepare("2.00")
    broken = "invoices.modules.credit_notes.services.credit_notes.settle_note"
    with monkeypatch.context() as patch:
        patch.setattr(broken, Mock(side_effect=RuntimeError))
        with pytest.raises(RuntimeError):
            approve(first)
    assert [approve(second).number, approve(first).number] == ["HZ2022-000001", "HZ2022-000002"]


def test_a_closed_period_takes_nothing_the_note_is_posted_today_and_names_it(bill, prepare, approve, accountant):
    close_month(month=JUNE, by=accountant, at=datetime(2022, 7, 10, tzinfo=UTC))
    note = approve(prepare())
    entry = Entry.objects.get(source=f"credit_note/{note.number}")
    assert (entry.posted_on, entry.month) == (JULY, JUNE.start)


def test_a_note_of_the_next_year_has_a_number_of_that_year(prepare, reviewer):
    note = approve_credit_note(note_id=prepare().pk, by=reviewer, now=NOW, today=date(2023, 1, 5))
    assert (note.number or "").endswith("2023-000001")


HALF = Calculation(Decimal("80"), "㎡", Decimal("0.40"), Fraction(95, 200))


def test_a_line_credited_in_full_is_billed_anew_today_and_names_the_old_one(bill, prepare, approve):
    note = approve(prepare(instead=HALF))
    rebill = Rebill.objects.get()
    new = rebill.charge.bill_lines.get().bill
    assert (list(replaced_by(new)), list(replaced_by(bill))) == ([rebill], [])
    # 80 × 0.40 × 15/30 × 0.95 = 15.20
    assert (new.total, new.month, new.issued_on, new.state) == (Yuan(15_20), JUNE.start, JULY, "issued")
    assert (new.payer_id, new.unit_code) == (bill.payer_id, bill.unit_code)
    assert (new.prepared_by, new.decided_by) == (note.prepared_by, note.decided_by)
    facts = rebill.charge.basis.facts
    assert (facts["bill"], facts["line"], facts["credit_note"]) == (bill.number, 2, note.number)
    assert balance_of(account(bill)).balance == bill.total - Yuan(16_44) + Yuan(15_20)
    assert differences() == []


def test_the_new_statement_says_which_line_it_replaces(bill, prepare, approve):
    note = approve(prepare(instead=HALF))
    (told,) = document_of(Rebill.objects.get().charge.bill_lines.get().bill).lines
    assert told.note == f"替代账单 {bill.number} 第 2 行（16.44 元，已由 {note.number} 全额冲减）：面积登记有误"
    assert (told.quantity, told.unit_price, told.amount) == ("80 ㎡", "0.40", Yuan(15_20))


def test_once_per_credit_and_no_run_charges_the_old_source_again(bill, prepare, approve, accountant):
    approve(prepare(instead=HALF))
    charge_month(month=JUNE, by=accountant, today=JULY)
    assert Charge.objects.filter(unit=bill.account.unit, month=JUNE.start).count() == 5
    rebill = Rebill.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Rebill.objects.filter(pk=rebill.pk).update(amount=Yuan(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Rebill.objects.create(credit_line=rebill.credit_line, quantity=1, quantity_unit="项", unit_price=1,
                              ratio_numerator=1, ratio_denominator=1, amount=Yuan(1))  # fmt: skip


def test_what_was_billed_anew_can_be_corrected_again(bill, prepare, approve, accountant):
    approve(prepare(instead=HALF))
    new = Bill.objects.get(lines__charge__source="correction")
    again = Calculation(Decimal(1), "项", Decimal("15.00"), Fraction(1))
    note = prepare_credit_note(
        bill=new, credits=[Credit(new.lines.get().pk, new.total, again)], reason="再次更正", by=accountant, now=NOW
    )
    approve(note)
    assert balance_of(account(bill)).balance == bill.total - Yuan(16_44) + Yuan(15_00)
    assert differences() == []


def test_only_what_is_credited_in_full_and_changes_is_billed_anew(bill, prepare):
    with pytest.raises(NotCreditedInFull):
        prepare("16.00", instead=HALF)
    with pytest.raises(SameAsBefore):
        prepare(instead=Calculation(Decimal(1), "项", Decimal("16.44"), Fraction(1)))
    with pytest.raises(SameAsBefore):
        prepare(instead=Calculation(Decimal(0), "项", Decimal("16.44"), Fraction(1)))
    assert not CreditNote.objects.exists()

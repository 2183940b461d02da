"""Open items: settled, taken back, held, as of any day; the database keeps every promise itself.

The bill of BC01-5-2-301 (tests/invoices/june.py) has 440.67 for a work, 14.38 and 16.44 service, 40.00 parking: 511.49.
"""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum

from invoices.modules.billing.public import BillLine, approve_bills, issue_bills
from invoices.modules.ledger.public import RECEIVABLE, balances_of_account
from invoices.modules.receivables.models import LineHold, Settlement
from invoices.modules.receivables.public import (
    AccountBalance,
    CreditKind,
    HeldAlready,
    MoreThanCredit,
    MoreThanOpen,
    MoreThanSettled,
    NotIssued,
    NotOfThisAccount,
    PayerAccount,
    allocate,
    balance_of,
    balances,
    end_hold,
    end_holds,
    held_days,
    history_of,
    hold,
    move_due_day,
    open_lines,
    release,
    settle,
    unapplied_credits,
    undo,
    with_open,
    withdraw,
)
from invoices.modules.receivables.testing import posted_credit
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.june import JUNE, LIVED_IN, NOW, TODAY, VACANT, bill_of, drafted
from tests.verifying import differences

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def june(issued_june):
    return issued_june


def account_of(code: str) -> PayerAccount:
    return PayerAccount(code, str(bill_of(code).payer_id))


def paid_in(code: str, fen: int, on: date = TODAY, source: str = "receipt/1", **rest) -> int:
    return posted_credit(account_of(code), Yuan(fen), on=on, source=source, **rest)


def lines(code: str) -> list[BillLine]:
    return list(bill_of(code).lines.order_by("position"))


def open_of(code: str, **rest) -> list[int]:
    found = with_open(BillLine.objects.filter(bill=bill_of(code)), **rest).order_by("position")
    return [line.open.fen for line in found]


def refused(statement: str, *parameters: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def settlement(credit: int, line: BillLine | None, fen: int, by, on: date = TODAY) -> Settlement:
    return Settlement.objects.create(credit_id=credit, line=line, amount=Yuan(fen), day=on, cause="test", by=by)


def test_an_issued_bill_is_open_without_a_row_of_its_own(june):
    assert [line.open.fen for line in open_lines(unit_code=LIVED_IN).order_by("position")] == [
        line.amount.fen for line in lines(LIVED_IN)
    ]
    assert Settlement.objects.count() == 0
    assert balance_of(account_of(LIVED_IN)) == AccountBalance(Yuan(511_49), ZERO)
    assert differences() == []


def test_a_draft_is_not_open(accountant):
    drafted(accountant)
    assert open_lines().count() == 0


def test_a_payment_settles_lines_and_what_is_over_stays_credit(june, accountant):
    paid_in(LIVED_IN, 600_00)
    assert allocate(accounts=[account_of(LIVED_IN)], by=accountant) == Yuan(511_49)
    assert open_of(LIVED_IN) == [0, 0, 0, 0]
    assert balance_of(account_of(LIVED_IN)) == AccountBalance(ZERO, Yuan(88_51))
    assert allocate(accounts=[account_of(LIVED_IN)], by=accountant) == ZERO
    assert balance_of(account_of(VACANT)).open == Yuan(534_27)
    assert differences() == []


def test_a_bill_that_is_paid_later_is_open_as_of_then(june, accountant):
    paid_in(LIVED_IN, 511_49, on=LATER)
    allocate(accounts=[account_of(LIVED_IN)], by=accountant)
    before = LATER - timedelta(days=1)
    assert sum(open_of(LIVED_IN, as_of=before)) == 511_49
    assert sum(open_of(LIVED_IN, as_of=LATER)) == 0
    assert balance_of(account_of(LIVED_IN), as_of=before) == AccountBalance(Yuan(511_49), ZERO)
    assert balances(as_of=TODAY - timedelta(days=1)) == {}
    assert open_lines(as_of=TODAY - timedelta(days=1)).count() == 0


def test_a_credit_is_left_as_it_was_on_a_day(june, accountant):
    """Given today, used on a later day for one line, and a further one given then."""
    first, line = paid_in(LIVED_IN, 100_00), lines(LIVED_IN)[0]
    settle(credit_id=first, line_id=line.pk, amount=line.amount, on=LATER, by=accountant, cause="receipt/1")
    second = paid_in(LIVED_IN, 7_00, on=LATER, source="receipt/2")

    def left(day: date) -> dict[int, Yuan]:
        return {credit.pk: credit.left for credit in unapplied_credits(as_of=day)}

    assert left(TODAY - timedelta(days=1)) == {}
    assert left(TODAY) == left(LATER - timedelta(days=1)) == {first: Yuan(100_00)}
    assert left(LATER) == {first: Yuan(100_00) - line.amount, second: Yuan(7_00)}


def test_an_advance_pays_the_next_bill_when_it_is_issued(accountant, reviewer):
    estate = drafted(accountant)
    bill = bill_of(LIVED_IN)
    paid_in(LIVED_IN, 600_00, on=TODAY - timedelta(days=5))
    approve_bills(month=JUNE, by=reviewer, now=NOW)
    issue_bills(month=JUNE, by=accountant, today=TODAY)
    assert balance_of(account_of(LIVED_IN)) == AccountBalance(ZERO, Yuan(88_51))
    assert set(Settlement.objects.values_list("day", flat=True)) == {TODAY}
    assert balance_of(account_of(LIVED_IN), as_of=TODAY - timedelta(days=1)) == AccountBalance(ZERO, Yuan(600_00))
    assert balances(estates=[estate])[account_of(VACANT)].balance == Yuan(534_27)
    bill.refresh_from_db()
    assert (bill.brought_forward, bill.paid) == (ZERO, Yuan(600_00))


def test_a_held_line_is_not_paid_by_itself_but_by_hand(june, accountant):
    oldest = open_lines(unit_code=LIVED_IN).order_by("position").first()
    hold(line_id=oldest.pk, source="dispute/1", on=TODAY)
    with pytest.raises(HeldAlready), transaction.atomic():
        hold(line_id=oldest.pk, source="dispute/1", on=TODAY)
    credit = paid_in(LIVED_IN, 600_00)
    allocate(accounts=[account_of(LIVED_IN)], by=accountant)
    assert balance_of(account_of(LIVED_IN)).open == oldest.amount
    settle(credit_id=credit, line_id=oldest.pk, amount=Yuan(1), on=TODAY, by=accountant, cause="by hand")
    assert balance_of(account_of(LIVED_IN)).open == oldest.amount - Yuan(1)
    assert end_hold(line_id=oldest.pk, source="dispute/1", on=LATER)
    assert not end_hold(line_id=oldest.pk, source="dispute/1", on=LATER)
    allocate(accounts=[account_of(LIVED_IN)], by=accountant, on=LATER)
    assert balance_of(account_of(LIVED_IN)).open == ZERO
    assert with_open(BillLine.objects.filter(pk=oldest.pk), as_of=TODAY).get().is_held
    assert not with_open(BillLine.objects.filter(pk=oldest.pk), as_of=LATER).get().is_held
    assert sum(open_of(LIVED_IN, as_of=TODAY)) == oldest.amount.fen - 1


@pytest.mark.parametrize(
    "ends",
    [
        lambda line, day: end_hold(line_id=line, source="x", on=day),
        lambda _line, day: end_holds(source="x", on=day),
    ],
)
def test_a_hold_that_ends_before_it_began_held_no_day(june, ends):
    line = lines(LIVED_IN)[0].pk
    hold(line_id=line, source="x", on=LATER)
    ends(line, TODAY)
    assert list(LineHold.objects.values_list("start", "end")) == [(LATER, LATER)]
    assert [period.days for period in held_days([line])[line]] == [0]


def test_a_moved_due_day_changes_whose_turn_it_is(june, accountant):
    first = open_lines(unit_code=LIVED_IN).order_by("position").first()
    move_due_day(line_id=first.pk, due_on=date(2022, 12, 31), on=LATER, source="dispute/1")
    line = BillLine.objects.filter(pk=first.pk)
    assert with_open(line).get().due_day == date(2022, 12, 31)
    assert with_open(line, as_of=TODAY).get().due_day == first.bill.due_on
    paid_in(LIVED_IN, 511_49 - first.amount.fen)
    allocate(accounts=[account_of(LIVED_IN)], by=accountant)
    assert [line.pk for line in open_lines(unit_code=LIVED_IN)] == [first.pk]


def test_a_credit_note_settles_its_own_line_only(june, accountant):
    parking = lines(LIVED_IN)[-1]
    credit = paid_in(LIVED_IN, 10_00, source="relief/1", kind=CreditKind.CREDIT_NOTE, against="5001.02")
    allocate(accounts=[account_of(LIVED_IN)], by=accountant)
    assert Settlement.objects.count() == 0
    settle(credit_id=credit, line_id=parking.pk, amount=Yuan(10_00), on=TODAY, by=accountant, cause="relief/1")
    assert open_of(LIVED_IN)[-1] == parking.amount.fen - 10_00
    assert differences() == []


def test_a_paid_line_is_released_for_a_credit_note_and_the_payment_is_free_again(june, accountant):
    line = lines(LIVED_IN)[0]
    paid_in(LIVED_IN, 511_49)
    allocate(accounts=[account_of(LIVED_IN)], by=accountant)
    taken = release(line_id=line.pk, amount=Yuan(5_00), on=LATER, by=accountant, cause="relief/1")
    assert taken == Yuan(5_00)
    assert release(line_id=line.pk, amount=Yuan(5_00), on=LATER, by=accountant, cause="relief/1") == ZERO
    note = paid_in(LIVED_IN, 5_00, on=LATER, source="relief/1", kind=CreditKind.CREDIT_NOTE, against="5001.01")
    settle(credit_id=note, line_id=line.pk, amount=Yuan(5_00), on=LATER, by=accountant, cause="relief/1")
    assert balance_of(account_of(LIVED_IN)) == AccountBalance(ZERO, Yuan(5_00))
    assert [row.amount.fen for row in history_of(lines=[line.pk])] == [line.amount.fen, -5_00, 5_00]
    with pytest.raises(MoreThanSettled), transaction.atomic():
        release(line_id=line.pk, amount=line.amount, on=LATER, by=accountant, cause="relief/2")
    assert differences() == []


def test_what_is_taken_back_in_part_is_taken_from_what_was_settled_last(june, accountant):
    first, second = lines(LIVED_IN)[:2]
    credit = paid_in(LIVED_IN, 20_00)
    for line in (first, second):
        settle(credit_id=credit, line_id=line.pk, amount=Yuan(10_00), on=TODAY, by=accountant, cause="x")
    before = open_of(LIVED_IN)[:2]
    undo(credit_id=credit, amount=Yuan(12_00), on=LATER, by=accountant, cause="y")
    assert [now - then for now, then in zip(open_of(LIVED_IN), before, strict=False)] == [2_00, 10_00]
    assert differences() == []


def test_what_is_settled_anew_counts_from_the_day_it_was_taken_back(june, accountant):
    """On an earlier day the same money would have paid two things at once."""
    line = lines(LIVED_IN)[0]
    credit = paid_in(LIVED_IN, 20_00)
    said = {"credit_id": credit, "by": accountant, "cause": "x"}
    settle(line_id=line.pk, amount=Yuan(10_00), on=TODAY, **said)
    undo(on=LATER, **said)
    withdraw(amount=Yuan(5_00), on=TODAY, **said)
    settle(line_id=lines(LIVED_IN)[1].pk, amount=Yuan(10_00), on=TODAY, **said)
    assert list(Settlement.objects.order_by("pk").values_list("day", flat=True)) == [TODAY, LATER, LATER, LATER]


def test_what_is_of_a_day_counts_on_that_day_and_not_on_the_day_before(june, accountant):
    """A bill from the day it was issued on, a credit from its own, a settlement from its own."""
    bill, account, day = bill_of(LIVED_IN), account_of(LIVED_IN), timedelta(days=1)
    assert open_of(LIVED_IN, as_of=bill.issued_on - day) == []
    assert sum(open_of(LIVED_IN, as_of=bill.issued_on)) == bill.total.fen
    paid_in(LIVED_IN, 20_00, on=LATER)
    allocate(accounts=[account], by=accountant, on=LATER)
    for as_of, left in ((LATER - day, bill.total), (LATER, bill.total - Yuan(20_00))):
        assert balance_of(account, as_of=as_of).balance == balances(as_of=as_of)[account].balance == left


@pytest.mark.parametrize("kind", list(CreditKind))
def test_what_was_given_is_free_again_where_its_line_is_credited_and_what_credits_is_not(june, accountant, kind):
    line = lines(LIVED_IN)[0]
    credit = paid_in(LIVED_IN, line.amount.fen, kind=kind)
    settle(credit_id=credit, line_id=line.pk, amount=line.amount, on=TODAY, by=accountant, cause="x")
    given = kind in (CreditKind.PAYMENT, CreditKind.TRUE_UP, CreditKind.OTHER)
    with nullcontext() if given else pytest.raises(MoreThanSettled), transaction.atomic():
        release(line_id=line.pk, amount=Yuan(5_00), on=LATER, by=accountant, cause="relief/1")
    assert open_of(LIVED_IN)[0] == (5_00 if given else 0)


def test_a_write_off_is_taken_back_and_leaves_the_account(june, accountant):
    line = lines(LIVED_IN)[0]
    credit = paid_in(LIVED_IN, line.amount.fen, source="loss/1", kind=CreditKind.WRITE_OFF, against="5001.01")
    settle(credit_id=credit, line_id=line.pk, amount=line.amount, on=TODAY, by=accountant, cause="loss/1")
    with pytest.raises(MoreThanCredit), transaction.atomic():
        withdraw(credit_id=credit, amount=Yuan(1), on=LATER, by=accountant, cause="regain/1")
    assert undo(credit_id=credit, line_id=line.pk, on=LATER, by=accountant, cause="regain/1") == line.amount
    withdraw(credit_id=credit, amount=line.amount, on=LATER, by=accountant, cause="regain/1")
    assert unapplied_credits().count() == 0
    assert balance_of(account_of(LIVED_IN)) == AccountBalance(Yuan(511_49), ZERO)


def test_what_cannot_be_is_refused_with_its_reason(june, accountant):
    credit = paid_in(LIVED_IN, 20_00)
    own, other = lines(LIVED_IN)[-1], lines(VACANT)[0]
    with pytest.raises(NotOfThisAccount), transaction.atomic():
        settle(credit_id=credit, line_id=other.pk, amount=Yuan(1), on=TODAY, by=accountant, cause="x")
    of_nobody = posted_credit(PayerAccount(LIVED_IN, ""), Yuan(20_00), on=TODAY, source="receipt/2")
    with pytest.raises(NotOfThisAccount), transaction.atomic():  # the same home, and not who owes
        settle(credit_id=of_nobody, line_id=own.pk, amount=Yuan(1), on=TODAY, by=accountant, cause="x")
    with pytest.raises(MoreThanCredit), transaction.atomic():
        settle(credit_id=credit, line_id=own.pk, amount=Yuan(20_01), on=TODAY, by=accountant, cause="x")
    with pytest.raises(MoreThanOpen), transaction.atomic():
        settle(credit_id=credit, line_id=own.pk, amount=Yuan(9_999_00), on=TODAY, by=accountant, cause="x")
    with pytest.raises(MoreThanSettled), transaction.atomic():
        undo(credit_id=credit, amount=Yuan(1), on=TODAY, by=accountant, cause="x")
    assert Settlement.objects.count() == 0


def test_a_line_of_a_draft_cannot_be_settled(accountant):
    drafted(accountant)
    credit = paid_in(LIVED_IN, 20_00)
    with pytest.raises(NotIssued), transaction.atomic():
        settle(credit_id=credit, line_id=lines(LIVED_IN)[0].pk, amount=Yuan(1), on=TODAY, by=accountant, cause="x")
    with pytest.raises(NotIssued), transaction.atomic():
        release(line_id=lines(LIVED_IN)[0].pk, amount=Yuan(1), on=TODAY, by=accountant, cause="x")


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda credit, own, other, by: settlement(credit, own, own.amount.fen + 1, by), id="line"),
        pytest.param(lambda credit, own, other, by: settlement(credit, None, 511_49 + 1, by), id="over the credit"),
        pytest.param(lambda credit, own, other, by: settlement(credit, own, -1, by), id="below zero"),
        pytest.param(lambda credit, own, other, by: settlement(credit, other, 1, by), id="another account"),
        pytest.param(
            lambda credit, own, other, by: settlement(credit, own, 1, by, TODAY - timedelta(days=1)), id="too early"
        ),
        pytest.param(
            lambda credit, own, other, by: [
                settlement(credit, own, 5, by, LATER), settlement(credit, own, -5, by, TODAY),
            ], id="taken back before",
        ),
        pytest.param(
            lambda credit, own, other, by: [
                settlement(credit, own, 5, by), settlement(credit, own, -5, by, LATER), settlement(credit, own, 5, by),
            ], id="settled anew before it was taken back",
        ),
        pytest.param(lambda credit, own, other, by: posted_again(), id="the same source twice"),
    ],
)  # fmt: skip
def test_the_database_itself_refuses(june, accountant, wrong):
    credit = paid_in(LIVED_IN, 511_49)
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(credit, lines(LIVED_IN)[0], lines(VACANT)[0], accountant)


def posted_again() -> None:
    paid_in(LIVED_IN, 1)


def test_rows_are_never_changed_or_deleted(june, accountant):
    credit = paid_in(LIVED_IN, 511_49)
    row = settlement(credit, lines(LIVED_IN)[0], 5, accountant)
    held = hold(line_id=lines(LIVED_IN)[0].pk, source="dispute/1", on=TODAY)
    refused("UPDATE po_receivables_settlement SET amount = 1 WHERE id = %s", row.pk)
    refused("DELETE FROM po_receivables_settlement WHERE id = %s", row.pk)
    refused("UPDATE po_receivables_credit SET amount = 1 WHERE id = %s", credit)
    refused("DELETE FROM po_receivables_credit WHERE id = %s", credit)
    refused("DELETE FROM po_receivables_linehold WHERE id = %s", held.pk)


def test_verify_names_an_account_whose_open_lines_are_not_the_ledgers(june, accountant):
    credit = paid_in(LIVED_IN, 20_00)
    withdraw(credit_id=credit, amount=Yuan(5_00), on=TODAY, by=accountant, cause="without an entry")
    assert differences()[0] == f"account {LIVED_IN}: the ledger says 491.49, its open lines less its credit 496.49"


def test_the_sum_of_all_is_the_control_account(june, accountant):
    paid_in(LIVED_IN, 20_00)
    allocate(accounts=[account_of(LIVED_IN)], by=accountant)
    total = sum(balances_of_account(RECEIVABLE).values(), ZERO)
    assert total == sum((one.balance for one in balances().values()), ZERO) == Yuan(511_49 + 534_27 - 20_00)
    assert open_lines().aggregate(sum=Sum("open"))["sum"] == total

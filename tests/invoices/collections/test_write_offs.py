"""A write-off leaves the books with four eyes, and can be taken back when the debt is paid after all."""

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.billing.public import BillLine
from invoices.modules.collections.domain.errors import NothingOpen, RecoveryTooLarge, WriteOffTooLarge
from invoices.modules.collections.models import Recovery, WriteOff, WriteOffLine
from invoices.modules.collections.services import Loss, approve_write_off, prepare_write_off, recover
from invoices.modules.ledger.models import Entry
from invoices.modules.receivables.public import MoreThanOpen, PayerAccount, balance_of, with_open
from property_ops.framework.approval.services import withdraw
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.july import JULY, NOW, pay
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.verifying import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(issued_june):
    return bill_of(LIVED_IN)


@pytest.fixture
def share(bill):
    return bill.lines.get(amount=Yuan(440_67))


@pytest.fixture
def prepare(share, accountant):
    return lambda fen=440_67: prepare_write_off(
        losses=[Loss(share.pk, Yuan(fen))], reason="业主去世，无遗产", by=accountant, now=NOW
    )


@pytest.fixture
def approve(reviewer):
    return lambda one: approve_write_off(write_off_id=one.pk, by=reviewer, now=NOW, today=JULY)


def legs(source):
    return [(leg.account.code, leg.amount.fen) for leg in Entry.objects.get(source=source).legs.all()]


def balance(bill):
    return balance_of(PayerAccount(bill.unit_code, str(bill.payer_id)))


def test_it_posts_to_bad_debt_and_settles_the_line(bill, prepare, approve):
    done = approve(prepare())
    assert (done.number, done.posted_on) == ("HX2022-000001", JULY)
    assert legs("write_off/HX2022-000001") == [("5711.01", 440_67), ("1122", -440_67)]
    assert balance(bill).balance == bill.total - Yuan(440_67)
    assert differences() == []


def test_it_is_taken_back_when_the_debt_is_paid_after_all(bill, prepare, approve, accountant):
    line = approve(prepare()).lines.get()
    recovery = recover(line_id=line.pk, amount=Yuan(100_00), reason="继承人代缴", by=accountant, today=JULY)
    assert legs(f"recovery/{recovery.pk}") == [("5301.01", -100_00), ("1122", 100_00)]
    assert balance(bill).open == bill.total - Yuan(340_67)
    pay(bill, Yuan(170_82), by=accountant, on=JULY)
    assert balance(bill).open == ZERO
    assert differences() == []


def test_of_several_lines_only_the_one_that_is_taken_back_is_owed_again(bill, share, approve, accountant):
    other = bill.lines.get(amount=Yuan(16_44))
    losses = [Loss(other.pk, Yuan(16_44)), Loss(share.pk, Yuan(440_67))]
    done = approve(prepare_write_off(losses=losses, reason="业主去世", by=accountant, now=NOW))
    recover(line_id=done.lines.get(bill_line=other).pk, amount=Yuan(16_44), reason="代缴", by=accountant, today=JULY)
    found = with_open(BillLine.objects.filter(pk__in=[share.pk, other.pk]))
    assert {line.pk: line.open for line in found} == {share.pk: ZERO, other.pk: Yuan(16_44)}
    assert differences() == []


def test_no_more_is_taken_back_than_was_written_off(prepare, approve, accountant):
    line = approve(prepare(50_00)).lines.get()
    for nothing in (ZERO, Yuan(-1)):
        with pytest.raises(RecoveryTooLarge):
            recover(line_id=line.pk, amount=nothing, reason="代缴", by=accountant, today=JULY)
    recover(line_id=line.pk, amount=Yuan(30_00), reason="代缴", by=accountant, today=JULY)
    with pytest.raises(RecoveryTooLarge):
        recover(line_id=line.pk, amount=Yuan(20_01), reason="代缴", by=accountant, today=JULY)
    with pytest.raises(DatabaseError, match="no more is taken back"), transaction.atomic():
        Recovery.objects.create(line=line, amount=Yuan(20_01), posted_on=JULY, reason="代缴", by=accountant)


def test_only_what_is_open_of_one_payer_is_written_off(bill, share, prepare, approve, accountant):
    pay(bill, Yuan(100_00), by=accountant)
    with pytest.raises(WriteOffTooLarge):
        prepare()
    other = bill_of(VACANT).lines.first()
    with pytest.raises(NothingOpen):
        prepare_write_off(
            losses=[Loss(share.pk, Yuan(1)), Loss(other.pk, Yuan(1))], reason="两户", by=accountant, now=NOW
        )


def test_what_was_paid_meanwhile_is_not_written_off(bill, prepare, approve, accountant):
    waiting = prepare()
    pay(bill, bill.total, by=accountant)
    with pytest.raises(MoreThanOpen):
        approve(waiting)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_four_eyes(prepare, approve, accountant, manager, share):
    waiting = prepare()
    with pytest.raises(NotAllowed):
        approve_write_off(write_off_id=waiting.pk, by=accountant, now=NOW, today=JULY)
    own = prepare_write_off(losses=[Loss(share.pk, Yuan(1))], reason="试", by=manager, now=NOW)
    with pytest.raises(SamePerson):
        approve_write_off(write_off_id=own.pk, by=manager, now=NOW, today=JULY)
    withdraw(WriteOff, own.pk, by=manager, now=NOW)
    assert approve(waiting).number == "HX2022-000001"
    with pytest.raises(DatabaseError), transaction.atomic():
        WriteOffLine.objects.update(amount=Yuan(2))

"""Money that comes in: certain or waiting, once, the bank in the ledger as the bank says (docs/product.md rule 16)."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from invoices.modules.billing.public import Bill
from invoices.modules.billing.testing import bill
from invoices.modules.charges.testing import ChargeFactory
from invoices.modules.ledger.public import close_month, entry_of
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.errors import SeveralOwe
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, Match, Receipt
from invoices.modules.payments.selectors.candidates import candidates
from invoices.modules.payments.selectors.parties import account_meant
from invoices.modules.payments.services import Share, match, undo_match
from invoices.modules.receivables.models import Credit
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Unit
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, owned_unit
from tests.invoices.june import LIVED_IN, VACANT
from tests.invoices.payments.receipts import (
    DAY,
    NOW,
    TODAY,
    differences,
    movement,
    on_account,
    owes,
    party_of,
    recorded,
)

pytestmark = pytest.mark.django_db


def test_a_full_code_in_the_memo_is_certain_and_pays_the_oldest_lines(june, accountant):
    (receipt,) = recorded(accountant, movement(500_00, memo=f"物业费 {LIVED_IN}"))
    assert (receipt.number, receipt.state) == ("SJ2022-000001", ReceiptState.MATCHED)
    assert owes(LIVED_IN) == Yuan(11_49)
    assert (on_account("1002"), on_account("2241.01")) == (Yuan(500_00), ZERO)
    assert Credit.objects.get().day == DAY
    assert differences() == []


@pytest.mark.parametrize("memo", ["5-2-301 物业费", "５号楼２单元３０１", "牡丹花园5-2-301", "5号楼301"])
def test_a_shorter_address_is_certain_where_only_one_unit_can_be_meant(june, accountant, memo):
    recorded(accountant, movement(1_00, memo=memo))
    assert owes(LIVED_IN) == Yuan(510_49)


@pytest.mark.parametrize("memo", ["物业费", "5-2-309", "5-2-301 5-2-302", "", "XX01-5-2-301"])
def test_what_is_not_certain_waits_and_nothing_is_guessed(june, accountant, memo):
    (receipt,) = recorded(accountant, movement(511_49, memo=memo, name="李小华"))
    assert receipt.state == ReceiptState.WAITING
    assert (owes(LIVED_IN), owes(VACANT)) == (Yuan(511_49), Yuan(534_27))
    assert (on_account("1002"), on_account("2241.01")) == (Yuan(511_49), Yuan(-511_49))
    assert differences() == []


def test_an_address_that_two_estates_have_waits_unless_one_is_named(june, accountant):
    other = owned_unit(estate=EstateFactory(code="BC02", name="北城新村"), building=5, entrance=2, room="301")
    recorded(
        accountant, movement(1_00, "T1", memo="5-2-301"), movement(2_00, "T2", memo="北城新村5-2-301", name="王芳")
    )
    assert [match.unit for match in Match.objects.all()] == [other]
    assert owes(LIVED_IN) == Yuan(511_49)


@pytest.fixture
def sold(june) -> tuple[str, str]:
    """BC01-5-2-301 was sold on 1 July; the parties of seller, who owes 511.49, and buyer."""
    unit = Unit.objects.get(code=LIVED_IN)
    tenure = unit.tenures.get()
    tenure.end = date(2022, 7, 1)
    tenure.save()
    return str(tenure.pk), str(TenureFactory(unit=unit, name="赵新", start=date(2022, 7, 1)).pk)


def test_a_buyers_advance_is_the_buyers_and_the_sellers_debt_the_sellers(sold, accountant):
    seller, buyer = sold
    recorded(accountant, movement(10_00, "T1", memo=LIVED_IN, name="赵新"), movement(20_00, "T2", memo=LIVED_IN))
    assert [(one.party, one.amount) for one in Match.objects.order_by("receipt_id")] == [
        (buyer, Yuan(10_00)), (seller, Yuan(20_00)),
    ]  # fmt: skip
    assert owes(LIVED_IN) == Yuan(491_49)
    assert differences() == []


def test_at_the_counter_a_sold_home_is_paid_for_by_somebody_with_a_name(sold, june):
    _seller, buyer = sold
    with pytest.raises(SeveralOwe, match="赵新"):
        account_meant(LIVED_IN, "某人", on=date(2022, 7, 9))
    assert account_meant(LIVED_IN, "赵新", on=date(2022, 7, 9)).party == buyer


def test_a_payer_whom_nobody_knows_waits_until_a_person_has_said_it_once(june, accountant):
    first, *_ = recorded(accountant, movement(10_00, "T1", memo=LIVED_IN, name="华光公司", account="6228"))
    assert first.state == ReceiptState.WAITING
    share = Share(LIVED_IN, party_of(LIVED_IN), Yuan(10_00))
    match(receipt=first.pk, shares=[share], by=accountant, now=NOW, today=TODAY)
    *_, second, third = recorded(
        accountant, movement(20_00, "T2", memo=LIVED_IN, name="华光公司", account="6228"),
        movement(30_00, "T3", memo=VACANT, name="华光公司", account="6228"),
    )  # fmt: skip
    assert (second.state, third.state) == (ReceiptState.MATCHED, ReceiptState.WAITING)


def test_a_service_that_names_nobody_is_certain_by_our_code_while_one_party_alone_was_there(june, accountant):
    def by_wechat(number: str, memo: str, account: str) -> MoneyMovement:
        return movement(1_00, number, memo=memo, name="", account=account, channel=PaymentChannel.WECHAT)

    coded, short, twice = recorded(
        accountant, by_wechat("W1", LIVED_IN, "o1"), by_wechat("W2", "5-2-301", "o1"), by_wechat("W3", "物业费", "o2")
    )
    assert [one.state for one in (coded, short, twice)] == [
        ReceiptState.MATCHED, ReceiptState.WAITING, ReceiptState.WAITING,
    ]  # fmt: skip
    share = Share(VACANT, party_of(VACANT), Yuan(1_00))
    match(receipt=twice.pk, shares=[share], by=accountant, now=NOW, today=TODAY)
    *_, other = recorded(accountant, by_wechat("W4", LIVED_IN, "o2"))
    assert other.state == ReceiptState.WAITING, "this payer is known for another home"


def test_a_sold_home_is_not_certain_without_a_name(sold, accountant):
    (receipt,) = recorded(accountant, movement(1_00, memo=LIVED_IN, name="", channel=PaymentChannel.WECHAT))
    assert receipt.state == ReceiptState.WAITING
    assert [one.name for one in candidates(receipt, on=TODAY)] == ["李小华", "赵新"]


def test_what_is_over_is_an_advance_of_the_account(june, accountant):
    recorded(accountant, movement(600_00, memo=LIVED_IN))
    assert owes(LIVED_IN) == Yuan(-88_51)
    assert differences() == []


def test_a_unit_without_a_bill_is_paid_in_advance_by_its_owner(june, accountant):
    unit = owned_unit(owner="周明", estate=june, building=9, entrance=1, room="101")
    recorded(accountant, movement(50_00, memo=unit.code, name="周明"))
    assert Match.objects.get().party_name == "周明"
    assert differences() == []


def test_the_fee_is_kept_apart_from_what_came_in(june, accountant):
    recorded(accountant, movement(100_00, memo=LIVED_IN, fee=Yuan(60), channel=PaymentChannel.WECHAT))
    assert owes(LIVED_IN) == Yuan(411_49)
    assert (on_account("1012.01"), on_account("5603.01")) == (Yuan(99_40), Yuan(60))


@pytest.mark.parametrize("refunds_first", [True, False])
def test_the_fees_of_refunds_are_together_the_fee_whichever_is_known_first(june, accountant, refunds_first):
    """0.6 % of 4.00 is 0.02; the service rounds that of 1.00 to 0.01, four times."""
    paid = movement(4_00, "T1", fee=Yuan(2), channel=PaymentChannel.WECHAT)
    back = [
        movement(1_00, f"R{number}", is_out=True, refund_of="T1", fee=Yuan(-1), channel=PaymentChannel.WECHAT)
        for number in range(4)
    ]
    for one in [*back, paid] if refunds_first else [paid, *back]:
        recorded(accountant, one)
    assert sum((one.fee for one in Disbursement.objects.all()), ZERO) == Yuan(-2)
    assert (on_account("5603.01"), on_account("1012.01"), on_account("2241.05")) == (ZERO, ZERO, ZERO)
    assert differences() == []


def test_a_payment_out_waits_so_that_the_bank_ties(june, accountant):
    recorded(accountant, movement(5_000_00, is_out=True, name="国网供电公司", memo="电费"))
    assert (on_account("1002"), on_account("2241.05")) == (Yuan(-5_000_00), Yuan(5_000_00))
    assert Receipt.objects.count() == 0
    assert differences() == []


def test_a_refund_of_a_matched_receipt_takes_it_from_the_account(june, accountant):
    recorded(accountant, movement(500_00, memo=LIVED_IN))
    recorded(accountant, movement(100_00, "R1", is_out=True, refund_of="T1"))
    receipt = Receipt.objects.get()
    assert (receipt.refunded, receipt.state) == (Yuan(100_00), ReceiptState.MATCHED)
    assert owes(LIVED_IN) == Yuan(111_49)
    assert [(match.amount.fen, match.undone_on) for match in receipt.matches.all()] == [(500_00, TODAY), (400_00, None)]
    assert on_account("1002") == Yuan(400_00)
    assert differences() == []


def test_a_refund_that_is_known_before_its_receipt_is_tied_to_it_later(june, accountant):
    recorded(accountant, movement(120_00, "R1", is_out=True, refund_of="T1"))
    assert on_account("2241.05") == Yuan(120_00)
    (receipt,) = recorded(accountant, movement(120_00, memo=LIVED_IN))
    receipt.refresh_from_db()
    assert Disbursement.objects.get().receipt == receipt
    assert receipt.refunded == receipt.amount
    assert owes(LIVED_IN) == Yuan(511_49)
    assert (on_account("2241.05"), on_account("2241.01"), on_account("1002")) == (ZERO, ZERO, ZERO)
    assert differences() == []


def test_the_next_bill_says_what_was_brought_forward_paid_and_due(june, accountant, reviewer):
    """Since the last bill 500.00 came in, of which 100.00 was given back; another receipt of 50.00 was undone."""
    recorded(accountant, movement(500_00, memo=LIVED_IN))
    recorded(accountant, movement(100_00, "R1", is_out=True, refund_of="T1"))
    *_, other = recorded(accountant, movement(50_00, "T2", memo=LIVED_IN))
    undo_match(receipt=other.pk, because="认错户", by=accountant, now=NOW, today=TODAY)
    unit = Unit.objects.get(code=LIVED_IN)
    july = Month(2022, 7)
    ChargeFactory(unit=unit, month=july.start, start=july.start, end=july.end, amount=Yuan(30_00))
    bill(july, prepared_by=accountant, approved_by=reviewer, today=date(2022, 8, 5))
    found = Bill.objects.get(unit_code=LIVED_IN, month=july.start)
    assert (found.brought_forward, found.paid, found.total) == (Yuan(511_49), Yuan(400_00), Yuan(30_00))
    assert owes(LIVED_IN) == found.brought_forward + found.total - found.paid == Yuan(141_49)


def test_the_database_takes_a_transaction_once(june, accountant):
    recorded(accountant, movement(1_00))
    with pytest.raises(IntegrityError), transaction.atomic():
        recorded(accountant, movement(1_00))
    assert Receipt.objects.count() == 1


def test_a_receipt_of_a_closed_month_is_posted_today_and_names_its_month(june, accountant, reviewer):
    close_month(month=Month(2022, 7), by=accountant, at=NOW)
    day = date(2022, 8, 2)
    (receipt,) = recorded(accountant, movement(500_00, memo=LIVED_IN), today=day)
    entry = entry_of(f"receipt/{receipt.number}")
    assert (receipt.received_on, entry.posted_on, entry.month) == (DAY, day, date(2022, 7, 1))
    assert differences() == []


def test_what_a_receipt_says_is_never_changed_or_deleted(june, accountant):
    recorded(accountant, movement(500_00, memo=LIVED_IN))
    for statement in (
        "UPDATE po_payments_receipt SET amount = 1",
        "UPDATE po_payments_receipt SET transaction = 'x'".replace("transaction", '"transaction"'),
        "DELETE FROM po_payments_receipt",
        "UPDATE po_payments_match SET amount = 1",
        "DELETE FROM po_payments_match",
        "UPDATE po_payments_receipt SET refunded = 1",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_no_more_is_matched_than_came_in(june, accountant):
    (receipt,) = recorded(accountant, movement(500_00, memo=LIVED_IN))
    credit = Credit.objects.get()
    other = Credit.objects.create(
        source="x", kind="payment", estate=june, unit_code=VACANT, party=party_of(VACANT), amount=Yuan(1), day=DAY,
        value_day=DAY, month=Month(2022, 7).start,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.create(
            receipt=receipt, sequence=2, unit=credit.match.unit, amount=Yuan(1), credit=other, how="chosen", day=DAY,
            by=accountant, at=NOW,
        )  # fmt: skip

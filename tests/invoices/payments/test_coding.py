"""Money that no resident paid: own transfers, payables paid, fees, refunds that did not tie by themselves."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from invoices.modules.breakeven.domain.errors import VoucherPaid
from invoices.modules.breakeven.public import (
    CostKind,
    CostVoucher,
    approve_vouchers,
    prepare_voucher,
    reverse_voucher,
)
from invoices.modules.ledger.public import close_month, entry_of
from invoices.modules.payments.domain import errors
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, PaymentCoding, Receipt, RefundLink
from invoices.modules.payments.selectors.cash_book import cash_book
from invoices.modules.payments.selectors.disbursements import payments_out
from invoices.modules.payments.selectors.owed import owed_papers
from invoices.modules.payments.selectors.receipts import undecided
from invoices.modules.payments.services import (
    PaymentCodingDraft,
    Share,
    approve_refund,
    approve_refund_link,
    code_payment,
    match,
    propose_refund,
    propose_refund_link,
    reverse,
    transfer_in,
    undo_coding,
)
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import reject
from property_ops.framework.models import User
from property_ops.kernel.errors import IllegalMove, NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from tests.invoices.june import LIVED_IN
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
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
AT = {"now": NOW, "today": TODAY}


@pytest.fixture
def settlement(june, accountant) -> Receipt:
    """What WeChat collected, settled to the bank."""
    return recorded(accountant, movement(500_00, name="财付通支付科技有限公司", memo="商户结算款"))[0]


def paid(by: User, fen: int, transaction: str = "P1", **more: object) -> Disbursement:
    recorded(by, movement(fen, transaction, is_out=True, **more))
    return Disbursement.objects.get(transaction=transaction)


def state_of(one: Disbursement) -> tuple[str, Yuan]:
    row = payments_out().get(pk=one.pk)
    return row.state, row.left


def transferred(receipt: Receipt, by: User, account: str = "1012.01") -> Receipt:
    return transfer_in(receipt=receipt.pk, account=account, note="7月结算", by=by, **AT)


def test_a_settlement_is_an_own_transfer_and_nobodys_payment(settlement, accountant):
    found = transferred(settlement, accountant)
    assert found.state == ReceiptState.TRANSFER
    assert [on_account(code) for code in ("1002", "1012.01", "2241.01")] == [Yuan(500_00), Yuan(-500_00), ZERO]
    assert owes(LIVED_IN) == Yuan(511_49)
    assert undecided().waiting == 0
    entry = entry_of(f"coded/{PaymentCoding.objects.get().pk}")
    assert (entry.posted_on, entry.month) == (DAY, date(2022, 7, 1))
    assert differences() == []


def test_an_own_transfer_is_neither_received_nor_paid_in_the_cash_book(settlement, accountant):
    transferred(settlement, accountant)
    cash = paid(accountant, 30_00)
    assert cash_book(Month(2022, 7))[1].out == Yuan(30_00)
    code_payment(disbursement=cash.pk, said=PaymentCodingDraft("1001", Yuan(30_00)), by=accountant, **AT)
    total = cash_book(Month(2022, 7))[1]
    assert (total.total, total.out, total.net) == (ZERO, ZERO, ZERO)


def test_an_own_transfer_is_undone_with_its_history_and_can_be_matched_then(settlement, accountant):
    transferred(settlement, accountant)
    said = PaymentCoding.objects.get()
    with pytest.raises(ReasonMissing):
        undo_coding(coding=said.pk, because=" ", by=accountant, today=TODAY)
    undo_coding(coding=said.pk, because="是业主付的", by=accountant, today=TODAY)
    with pytest.raises(errors.NoLongerCoded):
        undo_coding(coding=said.pk, because="再撤", by=accountant, today=TODAY)
    said.refresh_from_db()
    assert (said.undone_on, said.undone_by, said.undone_because) == (TODAY, accountant, "是业主付的")
    assert (on_account("1012.01"), on_account("2241.01")) == (ZERO, Yuan(-500_00))
    share = Share(LIVED_IN, party_of(LIVED_IN), Yuan(500_00))
    match(receipt=settlement.pk, shares=[share], by=accountant, **AT)
    with pytest.raises(errors.PartlySomebodys):
        transferred(settlement, accountant)
    assert owes(LIVED_IN) == Yuan(11_49)
    assert differences() == []


def test_an_own_transfer_is_not_matched_reversed_or_given_back(settlement, accountant, reviewer):
    transferred(settlement, accountant)
    with pytest.raises(errors.PartlySomebodys):
        transferred(settlement, accountant)
    share = Share(LIVED_IN, party_of(LIVED_IN), Yuan(1))
    with pytest.raises(errors.NothingLeftToMatch):
        match(receipt=settlement.pk, shares=[share], by=accountant, **AT)
    with pytest.raises(errors.CannotBeReversed):
        reverse(receipt=settlement.pk, because="录错", by=reviewer, **AT)
    refund = paid(accountant, 20_00, refund_of="T1")
    assert refund.receipt is None
    with pytest.raises(errors.CannotGiveBack):
        propose_refund_link(disbursement=refund.pk, receipt=settlement.number, reason="退款", by=accountant, now=NOW)
    assert differences() == []


@pytest.mark.parametrize("account", ["1002", "5001.01", "2202", ""])
def test_an_own_transfer_comes_from_another_account_of_our_money(settlement, accountant, account):
    with pytest.raises(errors.NotAnOwnAccount):
        transferred(settlement, accountant, account)
    assert on_account("2241.01") == Yuan(-500_00)


def test_only_who_matches_receipts_says_what_money_was(settlement, accountant, reviewer):
    with pytest.raises(NotAllowed):
        transferred(settlement, reviewer)
    bill = paid(accountant, 100_00)
    with pytest.raises(NotAllowed):
        code_payment(disbursement=bill.pk, said=PaymentCodingDraft("5603.01", Yuan(100_00)), by=reviewer, **AT)


def test_in_a_closed_month_an_own_transfer_is_posted_today(settlement, accountant):
    close_month(month=Month(2022, 7), by=accountant, at=NOW)
    august = date(2022, 8, 3)
    transfer_in(receipt=settlement.pk, account="1012.01", note="", by=accountant, now=NOW, today=august)
    entry = entry_of(f"coded/{PaymentCoding.objects.get().pk}")
    assert (entry.posted_on, entry.month) == (august, date(2022, 7, 1))
    assert differences() == []


def test_a_payment_pays_what_was_booked_of_several_estates_and_costs_nothing_once_more(june, accountant):
    bill = paid(accountant, 1_000_00, name="国网供电公司", memo="电费")
    code_payment(
        disbursement=bill.pk, said=PaymentCodingDraft("2202", Yuan(600_00), june, note="6月电费"), by=accountant, **AT
    )
    assert state_of(bill) == ("open", Yuan(400_00))
    with pytest.raises(errors.NothingLeftToCode):
        code_payment(disbursement=bill.pk, said=PaymentCodingDraft("2202", Yuan(400_01), june), by=accountant, **AT)
    code_payment(disbursement=bill.pk, said=PaymentCodingDraft("2211", Yuan(400_00), june), by=accountant, **AT)
    assert state_of(bill) == ("coded", ZERO)
    assert [on_account(code) for code in ("2202", "2211", "2241.05")] == [Yuan(600_00), Yuan(400_00), ZERO]
    assert differences() == []


@pytest.fixture
def voucher(june, accountant, reviewer) -> CostVoucher:
    """The cleaning of June, 300.00, owed to whom did it."""
    kind = CostKind.objects.get(code="cleaning")
    facts = {"estate": june, "month": date(2022, 6, 1), "kind": kind, "memo": "六月保洁", "reference": "BJ-1"}
    made = prepare_voucher(voucher=CostVoucher(amount=Yuan(300_00), **facts), by=accountant, now=NOW)
    approve_vouchers(ids=[made.pk], by=reviewer, **AT)
    made.refresh_from_db()
    return made


def test_a_payment_pays_by_name_what_is_owed_and_no_more(voucher, accountant, reviewer):
    bill = paid(accountant, 500_00)

    def pays(fen, account="2202", paper=str(voucher.number)):
        said = PaymentCodingDraft(account, Yuan(fen), paper=paper)
        return code_payment(disbursement=bill.pk, said=said, by=accountant, **AT)

    first = pays(200_00)
    assert (first.paper, first.estate) == (voucher.number, voucher.estate)
    with pytest.raises(errors.PaidAlready, match="left to be paid"):
        pays(100_01)
    for odd in ({"account": "2211"}, {"paper": "FY9"}):
        with pytest.raises(errors.NotOwed):
            pays(1_00, **odd)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentCoding.objects.filter(pk=first.pk).update(account="2211")
    assert [(one.number, one.amount) for one in owed_papers()] == [(voucher.number, Yuan(100_00))]
    undo_coding(coding=first.pk, because="付错", by=accountant, today=TODAY)
    assert [one.amount for one in owed_papers()] == [Yuan(300_00)]
    office = visitor("accountant")
    assert f"{voucher.number} · {voucher.estate.name} 六月保洁 · ¥300.00" in office.text(
        f"/payments-out/{bill.pk}/code/"
    )
    form = {"what": "2202", "paper": voucher.number, "amount": "300.00"}
    assert office.post(f"/payments-out/{bill.pk}/code/", form).status_code == 302
    assert not owed_papers()
    assert f"· {voucher.number}" in office.text(f"/payments-out/{bill.pk}/")
    with pytest.raises(VoucherPaid, match=r"300\.00"):
        reverse_voucher(voucher_id=voucher.pk, reason="重复", by=accountant, now=NOW)
    undo_coding(coding=PaymentCoding.objects.latest("pk").pk, because="付错", by=accountant, today=TODAY)
    back = reverse_voucher(voucher_id=voucher.pk, reason="重复", by=accountant, now=NOW)
    approve_vouchers(ids=[back.pk], by=reviewer, **AT)
    assert not owed_papers()
    assert differences() == []


def test_a_fee_and_cash_taken_out_are_coded_and_undone(june, accountant):
    fee, cash = paid(accountant, 12_00, "P1"), paid(accountant, 300_00, "P2")
    code_payment(disbursement=fee.pk, said=PaymentCodingDraft("5603.01", Yuan(12_00)), by=accountant, **AT)
    said = code_payment(disbursement=cash.pk, said=PaymentCodingDraft("1001", Yuan(300_00)), by=accountant, **AT)
    assert [on_account(code) for code in ("5603.01", "1001", "2241.05")] == [Yuan(12_00), Yuan(300_00), ZERO]
    undo_coding(coding=said.pk, because="不是取现", by=accountant, today=TODAY)
    assert (on_account("1001"), on_account("2241.05"), state_of(cash)) == (ZERO, Yuan(300_00), ("open", Yuan(300_00)))
    assert differences() == []


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (PaymentCodingDraft("2202", Yuan(1)), errors.EstateNeeded),
        (PaymentCodingDraft("5401.15", Yuan(1)), errors.CannotCodePayment),
        (PaymentCodingDraft("1002", Yuan(1)), errors.CannotCodePayment),
        (PaymentCodingDraft("2241.05", Yuan(1)), errors.CannotCodePayment),
        (PaymentCodingDraft("5603.01", ZERO), errors.AmountAboveZero),
    ],
)
def test_what_does_not_explain_a_payment_is_refused(june, accountant, said, refused):
    bill = paid(accountant, 100_00)
    with pytest.raises(refused):
        code_payment(disbursement=bill.pk, said=said, by=accountant, **AT)
    assert on_account("2241.05") == Yuan(100_00)


@pytest.fixture
def overpaid(june, accountant, reviewer):
    """88.51 too much came in, and is approved to be paid back through the bank."""
    recorded(accountant, movement(600_00, memo=LIVED_IN))
    refund = propose_refund(
        unit_code=LIVED_IN,
        party=party_of(LIVED_IN),
        amount=Yuan(88_51),
        channel=PaymentChannel.BANK,
        payee_name="李小华",
        payee_account="6217",
        reason="多交",
        by=accountant,
        now=NOW,
    )
    return approve_refund(refund=refund.pk, by=reviewer, **AT)


def test_a_payment_pays_an_approved_refund_once(overpaid, accountant):
    assert on_account("2241.05") == Yuan(-88_51)
    first, second = paid(accountant, 88_51, "P1"), paid(accountant, 88_51, "P2")
    said = PaymentCodingDraft("2241.05", Yuan(88_51), refund=overpaid.pk)
    code_payment(disbursement=first.pk, said=said, by=accountant, **AT)
    assert state_of(first) == ("coded", ZERO)
    for wrong in (said, PaymentCodingDraft("2202", Yuan(88_51), refund=overpaid.pk)):
        with pytest.raises(errors.NotThisRefund):
            code_payment(disbursement=second.pk, said=wrong, by=accountant, **AT)
    assert on_account("2241.05") == Yuan(88_51)
    assert differences() == []


def test_a_payment_of_another_amount_is_not_the_refund(overpaid, accountant):
    other = paid(accountant, 90_00)
    with pytest.raises(errors.NotThisRefund):
        code_payment(
            disbursement=other.pk,
            said=PaymentCodingDraft("2241.05", Yuan(88_51), refund=overpaid.pk),
            by=accountant,
            **AT,
        )
    assert differences() == []


def test_two_persons_say_which_receipt_a_payment_gives_back(june, accountant, reviewer):
    (receipt,) = recorded(accountant, movement(500_00, memo=LIVED_IN, channel=PaymentChannel.WECHAT))
    back = paid(accountant, 100_00, channel=PaymentChannel.WECHAT)
    link = propose_refund_link(disbursement=back.pk, receipt=receipt.number, reason="微信退款", by=accountant, now=NOW)
    assert (owes(LIVED_IN), state_of(back)[0]) == (Yuan(11_49), "proposed")
    with pytest.raises(errors.TiedAlready):
        propose_refund_link(disbursement=back.pk, receipt=receipt.number, reason="又一次", by=accountant, now=NOW)
    with pytest.raises(NotAllowed):
        approve_refund_link(link=link.pk, by=accountant, **AT)
    approve_refund_link(link=link.pk, by=reviewer, **AT)
    receipt.refresh_from_db()
    assert (receipt.refunded, owes(LIVED_IN)) == (Yuan(100_00), Yuan(111_49))
    assert (on_account("2241.05"), on_account("1012.01")) == (ZERO, Yuan(400_00))
    assert state_of(back) == ("given_back", ZERO)
    with pytest.raises(IllegalMove):
        reject(RefundLink, link.pk, reason="不是这笔", by=reviewer, now=AT["now"])
    with pytest.raises(errors.NothingLeftToCode):
        code_payment(disbursement=back.pk, said=PaymentCodingDraft("5603.01", Yuan(1)), by=accountant, **AT)
    assert differences() == []


def test_nobody_approves_what_they_proposed_and_a_rejected_payment_waits(june, accountant, reviewer):
    (receipt,) = recorded(accountant, movement(500_00, memo=LIVED_IN))
    back = paid(accountant, 100_00)
    link = propose_refund_link(disbursement=back.pk, receipt=receipt.number, reason="退款", by=accountant, now=NOW)
    accountant.role = "manager"
    accountant.save()
    with pytest.raises((SamePerson, NotAllowed)):
        approve_refund_link(link=link.pk, by=accountant, **AT)
    assert reject(RefundLink, link.pk, reason="不是这笔", by=reviewer, now=AT["now"]).state == ApprovalState.REJECTED
    assert (owes(LIVED_IN), on_account("2241.05"), state_of(back)[0]) == (Yuan(11_49), Yuan(100_00), "open")


def test_a_payment_that_is_more_or_coded_gives_back_nothing(june, accountant, reviewer):
    (receipt,) = recorded(accountant, movement(50_00, memo=LIVED_IN))
    more, less = paid(accountant, 50_01, "P1"), paid(accountant, 20_00, "P2")
    for number, refused in ((receipt.number, errors.CannotGiveBack), ("SJ2022-999999", errors.NoSuchReceipt)):
        with pytest.raises(refused):
            propose_refund_link(disbursement=more.pk, receipt=number, reason="退款", by=accountant, now=NOW)
    link = propose_refund_link(disbursement=less.pk, receipt=receipt.number, reason="退款", by=accountant, now=NOW)
    code_payment(disbursement=less.pk, said=PaymentCodingDraft("5603.01", Yuan(1)), by=accountant, **AT)
    with pytest.raises(errors.CannotGiveBack):
        approve_refund_link(link=link.pk, by=reviewer, **AT)
    assert differences() == []


def test_a_refund_that_is_coded_is_not_tied_by_itself(june, accountant):
    back = paid(accountant, 100_00, refund_of="T1")
    code_payment(disbursement=back.pk, said=PaymentCodingDraft("5603.01", Yuan(100_00)), by=accountant, **AT)
    (receipt,) = recorded(accountant, movement(100_00, memo=LIVED_IN))
    back.refresh_from_db()
    assert (back.receipt, receipt.refunded) == (None, ZERO)
    assert differences() == []


def test_the_database_keeps_what_was_said(settlement, accountant, june):
    transferred(settlement, accountant)
    bill = paid(accountant, 100_00)
    code_payment(disbursement=bill.pk, said=PaymentCodingDraft("2202", Yuan(60_00), june), by=accountant, **AT)
    said = {"day": DAY, "by": accountant, "at": NOW}
    for wrong in (
        {"disbursement": bill, "account": "5603.01", "amount": Yuan(40_01)},
        {"disbursement": bill, "account": "2202", "amount": Yuan(1)},
        {"disbursement": bill, "account": "5401.15", "amount": Yuan(1)},
        {"receipt": settlement, "account": "1001", "amount": Yuan(500_00)},
        {"account": "1001", "amount": Yuan(1)},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            PaymentCoding.objects.create(**said, **wrong)
    for statement in (
        "UPDATE po_payments_paymentcoding SET amount = 1",
        "UPDATE po_payments_paymentcoding SET estate_id = NULL WHERE estate_id IS NOT NULL",
        "DELETE FROM po_payments_paymentcoding",
        f"UPDATE po_payments_disbursement SET receipt_id = {settlement.pk}",
        "UPDATE po_payments_disbursement SET amount = 1",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_verify_names_a_payment_that_the_ledger_does_not_agree_with(june, accountant):
    bill = paid(accountant, 100_00)
    PaymentCoding.objects.create(
        disbursement=bill, account="5603.01", amount=Yuan(40_00), day=DAY, by=accountant, at=NOW
    )
    assert differences() == ["of payment P1 60.00 is left to code, the ledger says 100.00"]


def test_an_own_transfer_is_said_and_undone_on_the_receipts_page(settlement):
    client = visitor("accountant", english=True)
    page = f"/receipts/{settlement.pk}/"
    assert f"{page}transfer/" in text_of(client.get(page))
    assert f"{page}transfer/" in text_of(client.get(f"/receipts/match/?at={settlement.pk}"))
    assert "1012.02 Alipay" in text_of(client.get(f"{page}transfer/"))
    assert client.post(f"{page}transfer/", {"account": "1002"}).status_code == 422
    client.post(f"{page}transfer/", {"account": "1012.02", "note": "结算"})
    assert "own transfer from 1012.02 Alipay" in text_of(client.get(page))
    assert on_account("1012.02") == Yuan(-500_00)
    undo = f"/codings/{PaymentCoding.objects.get().pk}/undo/"
    assert undo not in text_of(visitor("auditor").get(page))
    assert client.post(undo, {"because": "不是"}).headers["Location"] == page
    assert on_account("1012.02") == ZERO
    assert visitor("reviewer").post(f"{page}transfer/", {"account": "1001"}).status_code == 403


def test_a_payment_is_coded_and_given_back_on_screen(june, accountant):
    (receipt,) = recorded(accountant, movement(500_00, memo=LIVED_IN))
    bill, back = paid(accountant, 100_00, "P1", name="国网供电公司"), paid(accountant, 20_00, "P2")
    client, other = visitor("accountant", english=True), visitor("reviewer", english=True)
    page, refund = f"/payments-out/{bill.pk}/", f"/payments-out/{back.pk}/"
    assert page in text_of(client.get("/payments-out/?state=open"))
    refused = client.post(f"{page}code/", {"what": "2202", "amount": "100"})
    assert "Say for which estate" in refused.content.decode()
    client.post(f"{page}code/", {"what": "2202", "amount": "100", "estate": june.pk})
    assert "pays what a cost voucher booked" in text_of(client.get(page))
    assert page not in text_of(client.get("/payments-out/?state=open"))
    client.post(f"{refund}gives-back/", {"receipt": receipt.number.lower(), "reason": "退款"})
    link = back.refund_links.get()
    assert "/approve/" not in text_of(client.get(refund))
    assert f"/approvals/refund_link/{link.pk}/approve/" in text_of(other.get(refund))
    assert other.post(f"/approvals/refund_link/{link.pk}/burn/").status_code == 404
    assert other.post(f"/approvals/refund_link/{link.pk + 1}/approve/").status_code == 404
    other.post(f"/approvals/refund_link/{link.pk}/approve/")
    assert owes(LIVED_IN) == Yuan(31_49)
    assert differences() == []


def test_the_refund_that_a_payment_pays_is_chosen_by_its_number(overpaid, accountant):
    back = paid(accountant, 88_51)
    client = visitor("accountant", english=True)
    assert f"{overpaid.number} · 李小华" in text_of(client.get(f"/payments-out/{back.pk}/code/"))
    client.post(f"/payments-out/{back.pk}/code/", {"what": f"2241.05/{overpaid.pk}", "amount": "88.51"})
    assert f"refund {overpaid.number}" in text_of(client.get(f"/payments-out/{back.pk}/"))
    assert on_account("2241.05") == ZERO

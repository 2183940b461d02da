"""Money that is no household's and not the company's own: a subsidy, a loan, taxes; in the cash flow by its purpose."""

from datetime import UTC, date, datetime

import pytest

from invoices.modules.books.public import statements_of
from invoices.modules.ledger.public import trial_balance
from invoices.modules.payments.domain.errors import EstateNeeded, NotAnOwnAccount
from invoices.modules.payments.models import Disbursement, PaymentCoding, Receipt
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, record
from invoices.modules.payments.services import PaymentCodingDraft, code_payment, transfer_in, undo_coding
from invoices.modules.payments.verifiers import verify
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
DAY, NOW = date(2022, 7, 8), datetime(2022, 7, 8, 2, 0, tzinfo=UTC)
AT = {"now": NOW, "today": DAY}


def moved(by, fen, number, *, is_out=False):
    one = MoneyMovement(
        channel=PaymentChannel.BANK, transaction=number, day=DAY, amount=Yuan(fen), is_out=is_out, name="对方"
    )
    record(movements=[one], by=by, file="流水.xlsx", **AT)
    return (Disbursement if is_out else Receipt).objects.get(transaction=number)


def standing():
    return {code: (debit - credit).fen for code, _name, debit, credit in trial_balance() if debit != credit}


def cash():
    return {number: year.fen for number, (year, _month) in statements_of(Month(2022, 7)).cash.items() if year}


def test_a_subsidy_is_what_the_street_owed_for_an_estate(shipped, accountant):
    estate, receipt = EstateFactory(code="BC01"), moved(accountant, 800_00, "S1")
    with pytest.raises(EstateNeeded):
        transfer_in(receipt=receipt.pk, account="1221.01", note="", by=accountant, **AT)
    with pytest.raises(NotAnOwnAccount):
        transfer_in(receipt=receipt.pk, account="5001.01", note="", by=accountant, **AT)
    transfer_in(receipt=receipt.pk, account="1221.01", estate=estate, note="", by=accountant, **AT)
    assert standing() == {"1002": 800_00, "1221.01": -800_00}
    assert not any(check.differences for check in verify())


def test_each_payment_stands_on_its_own_line_of_the_cash_flow(shipped, accountant):
    estate = EstateFactory(code="BC01")
    for number, account, fen in (("P1", "2221.01", 60_00), ("P2", "2211", 400_00), ("P3", "2202", 80_00)):
        said = PaymentCodingDraft(account, Yuan(fen), estate=estate if account != "2221.01" else None)
        paid = moved(accountant, fen, number, is_out=True)
        code_payment(disbursement=paid.pk, said=said, by=accountant, **AT)
    loan = moved(accountant, 3_000_00, "L1")
    transfer_in(receipt=loan.pk, account="2001", note="", by=accountant, **AT)
    own = moved(accountant, 100_00, "T1")
    transfer_in(receipt=own.pk, account="1012.01", note="", by=accountant, **AT)
    moved(accountant, 7_00, "P4", is_out=True)  # nobody has said yet what for
    found = cash()
    assert {number: found.get(number, 0) for number in (1, 2, 3, 4, 5, 6, 14)} == {
        1: 0, 2: 0, 3: 80_00, 4: 400_00, 5: 60_00, 6: 7_00, 14: 3_000_00,
    }  # fmt: skip
    undo_coding(coding=PaymentCoding.objects.get(account="2221.01").pk, because="不是税款", by=accountant, today=DAY)
    assert (cash().get(5, 0), cash()[6]) == (0, 67_00)
    assert statements_of(Month(2022, 7)).agree


def test_it_is_said_on_the_pages(shipped, accountant):
    estate, client = EstateFactory(code="BC01", name="牡丹花园"), visitor("accountant")
    receipt = moved(accountant, 800_00, "S1")
    assert "1221.01" in client.text(f"/receipts/{receipt.pk}/transfer/")
    client.post(f"/receipts/{receipt.pk}/transfer/", {"account": "1221.01", "estate": estate.pk, "note": "二季度补贴"})
    page = client.text(f"/receipts/{receipt.pk}/")
    assert "其他应收款-街道补贴" in page
    assert standing()["1221.01"] == -800_00

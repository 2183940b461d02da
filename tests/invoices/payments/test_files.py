"""The files of WeChat, the bank and Alipay: every oddity of them, all or nothing, each transaction once."""

from datetime import date
from pathlib import Path

import pytest

from invoices.modules.payments.models import Disbursement, Receipt
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.june import LIVED_IN
from tests.invoices.payments.papers import (
    BANK,
    WECHAT,
    alipay,
    bank,
    counts,
    errors,
    run,
    warnings,
    wechat,
)
from tests.invoices.payments.receipts import differences, on_account, owes

pytestmark = pytest.mark.django_db

PAID = ("2022-07-08 13:29:35", "4200001", "SUCCESS", "100.00", "0", "0.00", f"物业费 {LIVED_IN}", "0.60000", "100.00")
BACK = ("2022-07-09 10:00:00", "4200001", "REFUND", "0.00", "503001", "40.00", f"物业费 {LIVED_IN}", "-0.24000", "0.00")
TOTALS = ("2", "100.00", "40.00", "0.00", "0.36000", "100.00", "40.00")


def total(model) -> Yuan:
    return sum(model.objects.values_list("amount", flat=True), ZERO)


def test_the_wechat_bill_of_the_office_pack_ties_to_its_own_totals(accountant: User):
    report = run(WECHAT, accountant)
    assert errors(report) == []
    assert counts(report) == (423, 420, 0, 3)  # one row stands twice, two lines are the totals
    assert len(warnings(report)) == 1
    assert "is entered twice" in warnings(report)[0]
    assert (Receipt.objects.count(), total(Receipt)) == (415, Yuan(49_642_58))
    assert (Disbursement.objects.count(), total(Disbursement)) == (5, Yuan(762_61))
    fee = on_account("5603.01")
    assert abs(fee.fen - 302_43) <= 420 // 2  # each transaction's fee is rounded to the fen; the file says 302.43114
    assert on_account("1012.01") == Yuan(49_642_58 - 762_61) - fee
    assert on_account("2241.01") == Yuan(-49_642_58)  # no unit is registered here: nothing is matched
    assert differences() == []


def test_the_bank_statement_of_the_office_pack_is_the_bank_in_the_ledger(accountant: User):
    report = run(BANK, accountant)
    assert (errors(report), warnings(report)) == ([], [])
    assert counts(report) == (60, 60, 0, 0)
    assert (Receipt.objects.count(), Disbursement.objects.count()) == (51, 9)
    closing, before = Yuan(148_826_22), Yuan(183_571_71 - 151_16)  # the balances in the sheet's last and first row
    assert on_account("1002") == closing - before
    first = Receipt.objects.get(transaction="LS202207000")
    assert (first.received_on, str(first.received_at), first.payer_name) == (date(2022, 7, 20), "13:58:00", "罗军")
    assert (first.memo, first.payer_account) == ("物业费BC01-3-4-501", "6228937403862172172")


@pytest.mark.parametrize("paper", [WECHAT, BANK], ids=["wechat", "bank"])
def test_a_second_import_changes_nothing(accountant: User, paper: Path):
    run(paper, accountant)
    before = list(Receipt.objects.values()), list(Disbursement.objects.values())
    again = run(paper, accountant)
    assert errors(again) == []
    assert counts(again)[1] == 0
    assert (list(Receipt.objects.values()), list(Disbursement.objects.values())) == before


def test_a_transaction_that_comes_again_in_an_overlapping_file_counts_once(june, accountant, tmp_path: Path):
    other = (*PAID[:1], "4200002", *PAID[2:])
    run(wechat(tmp_path / "七月.csv", [PAID]), accountant)
    report = run(wechat(tmp_path / "七八月.csv", [PAID, other]), accountant)
    assert counts(report) == (2, 1, 1, 0)
    assert owes(LIVED_IN) == Yuan(311_49)
    assert differences() == []


def test_a_refund_in_the_same_file_takes_from_its_receipt_and_gives_the_fee_back(june, accountant, tmp_path: Path):
    report = run(wechat(tmp_path / "a.csv", [PAID, BACK], TOTALS), accountant)
    assert (errors(report), warnings(report)) == ([], [])
    assert owes(LIVED_IN) == Yuan(451_49)
    assert (on_account("1012.01"), on_account("5603.01")) == (Yuan(59_64), Yuan(36))
    assert differences() == []


def test_totals_that_do_not_tie_keep_the_whole_file_out(june, accountant, tmp_path: Path):
    report = run(wechat(tmp_path / "a.csv", [PAID, BACK], ("2", "100.01", *TOTALS[2:])), accountant)
    assert errors(report) == ["The file says “应结订单总金额” 100.01, its rows add up to 100.00."]
    assert (Receipt.objects.count(), owes(LIVED_IN)) == (0, Yuan(511_49))


def test_a_transaction_with_two_amounts_is_an_error(june, accountant, tmp_path: Path):
    more = (*PAID[:3], "200.00", *PAID[4:])
    assert "says otherwise" in errors(run(wechat(tmp_path / "a.csv", [PAID, more]), accountant))[0]
    run(wechat(tmp_path / "b.csv", [PAID]), accountant)
    assert errors(run(wechat(tmp_path / "c.csv", [more]), accountant)) == [
        "4200001 is recorded with 100.00 on 2022-07-08 already."
    ]
    assert Receipt.objects.get().amount == Yuan(100_00)


def test_what_was_not_completed_moved_nothing(june, accountant, tmp_path: Path):
    report = run(wechat(tmp_path / "a.csv", [(*PAID[:2], "CLOSED", *PAID[3:])]), accountant)
    assert warnings(report) == ["The transaction was not completed: nothing moved."]
    assert (errors(report), Receipt.objects.count()) == ([], 0)


def test_a_bank_statement_without_serial_numbers_is_told_apart_by_its_balance(june, accountant, tmp_path: Path):
    rows = [
        ["20220708", "10:00:00", None, "１００.00", "1,100.00", "李小华", "6228", "物业费", None],
        ["2022-07-08", "10:00:00", None, 100, 1200, "李小华", "6228", "物业费", None],
        ["合计", None, 0, 200, None, None, None, None, None],
    ]
    path = bank(tmp_path / "bank.xlsx", rows)
    report = run(path, accountant)
    assert (errors(report), warnings(report)) == ([], [])
    assert Receipt.objects.count() == 2
    assert counts(run(path, accountant))[1] == 0


def test_a_missing_row_shows_in_the_balance_and_a_wrong_total_is_refused(june, accountant, tmp_path: Path):
    rows = [
        ["20220708", "", None, 100, 1100, "李小华", "6228", "物业费", "A1"],
        ["20220709", "", None, 100, 1300, "李小华", "6228", "物业费", "A2"],
    ]
    assert warnings(run(bank(tmp_path / "a.xlsx", rows), accountant)) == [
        "The balance does not follow from the row before: rows may be missing."
    ]
    wrong = [["20220710", "", None, 1, 5, "", "", "", "A3"], ["合计", None, 0, 2, None, None, None, None, None]]
    assert errors(run(bank(tmp_path / "b.xlsx", wrong), accountant)) == [
        "The file says “贷方发生额” 2, its rows add up to 1."
    ]
    both = [["20220711", "", 1, 1, 5, "", "", "", "A4"]]
    assert errors(run(bank(tmp_path / "c.xlsx", both), accountant)) == [
        "The row must have either money in or money out."
    ]


ALIPAY_ROWS = (
    {
        "支付宝交易号": "2022070822001", "商户订单号": "ZF1", "业务类型": "交易", "商品名称": "物业费 BC01-5-2-301",
        "创建时间": "2022-07-08 09:01:02", "完成时间": "2022-07-08 09:01:10", "对方账户": "*小华(138****0001)",
        "订单金额": "300.00", "商家实收": "300.00", "服务费": "-1.80", "分润": "0.00",
    },
    {
        "支付宝交易号": "2022070822001", "商户订单号": "ZF1", "业务类型": "退款", "商品名称": "物业费 BC01-5-2-301",
        "创建时间": "2022-07-09 09:01:02", "完成时间": "2022-07-09 09:01:10", "对方账户": "*小华(138****0001)",
        "订单金额": "-50.00", "商家实收": "-50.00", "退款批次号/请求号": "TK1", "服务费": "0.30", "分润": "0.00",
    },
)  # fmt: skip
ALIPAY_FOOT = (
    "#交易合计：1笔，商家实收共300.00元，商家优惠共0.00元",
    "#退款合计：1笔，商家实收退款共-50.00元，商家优惠退款共0.00元",
)  # fmt: skip


def test_alipays_bill_is_read_as_alipay_exports_it(june, accountant, tmp_path: Path):
    report = run(alipay(tmp_path / "支付宝.csv", ALIPAY_ROWS, ALIPAY_FOOT), accountant)
    assert (errors(report), warnings(report)) == ([], [])
    assert owes(LIVED_IN) == Yuan(261_49)
    assert (on_account("1012.02"), on_account("5603.01")) == (Yuan(248_50), Yuan(1_50))
    assert differences() == []
    wrong = ("#交易合计：1笔，商家实收共301.00元，商家优惠共0.00元",)
    assert errors(run(alipay(tmp_path / "b.csv", ALIPAY_ROWS, wrong), accountant)) == [
        "The file says “商家实收” 301.00, its rows add up to 300.00."
    ]


def test_who_may_not_import_money_is_told_so(june, tmp_path: Path):
    dispatcher = UserFactory(username="diaodu", role="dispatcher")
    assert errors(run(wechat(tmp_path / "a.csv", [PAID]), dispatcher)) == [
        f"{dispatcher} may not import this register: WeChat merchant bill."
    ]
    assert Receipt.objects.count() == 0

# ruff: noqa: E501  # lines as a bank writes them
"""Statements in the layouts that banks print, each with what is true of it; and papers that are not taken."""

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from invoices.modules.payments.models import Disbursement, Receipt
from property_ops.framework.importing import Level
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from tests.invoices.payments.papers import bank, counts, errors, run, warnings

pytestmark = pytest.mark.django_db

ICBC_ENTERPRISE = (
    "[HISTORYDETAIL]\t\r\n"
    "凭证号\t,交易时间\t,对方单位\t,对方账号\t,转入金额\t,转出金额\t,余额\t,用途\t,摘要\t,附言\t\r\n"
    "000000001\t,2022-07-05 11:09:16\t,张明\t,6222000000000001\t,120.00\t,\t,7907.36\t,物业费\t,转账\t,1-2-301\t\r\n"
)
ICBC_CARD = (
    "明细查询文件下载     \t\r\n卡号: 1234****9876     \t,卡别名:      \t\r\n"
    "交易日期     \t,摘要     \t,交易场所     \t,交易金额(收入)     \t,交易金额(支出)     \t,交易币种     \t,记账金额(收入)     \t,"
    "记账金额(支出)     \t,记账币种     \t,余额     \t,对方户名     \t,对方账户     \t\r\n"
    "2022-07-05     \t,他行汇入     \t,     \t,-     \t,-     \t,-     \t,120.00     \t,     \t,人民币     \t,7907.36     \t,张明     \t,"
    "6222     \t\r\n"
)
CMB = "记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要\r\n2022-07-05,CNY,{amount},7907.36,转账汇款,张明 6222,物业费\r\n"
BOCOM = (
    "序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要\r\n"
    "1,2022-07-05,13:15:12,转账,{flag},120.00,7907.36,6222,张明,网银,物业费\r\n"
)


def book(path: Path, *rows: Sequence[Any]) -> Path:
    written = Workbook()
    for row in rows:
        written.active.append(list(row))
    written.save(path)
    return path


def text(path: Path, content: str, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def only_receipt() -> tuple[date, Yuan, str, str]:
    receipt = Receipt.objects.get()
    return receipt.received_on, receipt.amount, receipt.payer_name, receipt.payer_account


FIFTH, SUM = date(2022, 7, 5), Yuan(120_00)


@pytest.mark.parametrize(
    ("content", "encoding", "account"),
    [
        (ICBC_ENTERPRISE, "gb18030", "6222000000000001"),
        (ICBC_CARD, "utf-8-sig", "6222"),
        (CMB.format(amount="120.00"), "utf-8-sig", "6222"),
        (CMB.format(amount="￥１２０．００"), "utf-8-sig", "6222"),
        (BOCOM.format(flag="贷 Cr"), "gb18030", "6222"),
        (BOCOM.format(flag="贷"), "utf-8-sig", "6222"),
    ],
    ids=["icbc", "icbc card", "cmb", "full width", "bocom", "flag"],
)
def test_a_text_file_of_a_bank_is_read_without_renaming_its_heads(
    accountant: User, tmp_path, content, encoding, account
):
    report = run(text(tmp_path / "流水.csv", content, encoding), accountant)
    assert (errors(report), warnings(report)) == ([], [])
    assert only_receipt() == (FIFTH, SUM, "张明", account)


def test_abc_and_the_second_icbc_layout_are_read(accountant: User, tmp_path):
    abc = book(
        tmp_path / "abc.xlsx",
        ["账户明细"],
        ["账号：15-001", "户名：某物业公司"],
        ["交易时间", "收入金额", "支出金额", "账户余额", "交易行名", "对方省市", "对方账号", "对方户名", "交易用途"],
        ["2022-07-05 11:09:16", "120.00", "", "7907.36", "某支行", "", "6228", "张明", "物业费"],
    )
    assert errors(run(abc, accountant)) == []
    assert only_receipt() == (FIFTH, SUM, "张明", "6228")
    icbc = book(
        tmp_path / "icbc.xlsx",
        ["凭证号", "本方账号", "对方账号", "交易时间", "借/贷", "借方发生额", "贷方发生额", "对方行号", "摘要", "用途", "对方单位名称", "余额"],
        ["0", "1606", "6222", "2022-07-06 11:09:16", "贷", "0.00", "75.00", "102", "转账", "物业费", "李芳", "7982.36"],
    )  # fmt: skip
    assert errors(run(icbc, accountant)) == []
    assert sorted(Receipt.objects.values_list("payer_name", "amount")) == [("张明", SUM), ("李芳", Yuan(75_00))]


def test_ccb_has_its_serials_and_its_sides_in_brackets(accountant: User, tmp_path):
    heads = ["账号", "交易时间", "借方发生额（支取）", "贷方发生额（收入）", "余额", "对方户名", "对方账号", "记账日期", "摘要", "备注",
             "账户明细编号-交易流水号"]  # fmt: skip
    rows = [
        ["37001", "20220705 17:07:09", "0", "120.00", "5120.00", "张明", "6217", "20220705", "电子转账", "1-2-301物业费", "13523-1"],
        ["37001", "20220706 09:00:00", "15.00", "0", "5105.00", "", "", "20220706", "手续费", "", "13525-3"],
    ]  # fmt: skip
    report = run(book(tmp_path / "ccb.xlsx", heads, *rows), accountant)
    assert (errors(report), counts(report)) == ([], (2, 2, 0, 0))
    receipt = Receipt.objects.get()
    assert (receipt.received_on, receipt.received_at, receipt.transaction) == (FIFTH, time(17, 7, 9), "13523-1")
    assert receipt.memo == "电子转账 1-2-301物业费"


@pytest.mark.parametrize(
    ("day", "at", "when"),
    [
        ("2022-07-05", "24:00:00", time(23, 59, 59)),
        ("20220705132011", "", time(13, 20, 11)),
        (20220705132011, "", time(13, 20, 11)),
        ("2022-07-05-13.20.11.123456", "", time(13, 20, 11)),
        ("2022.07.05", "132011", time(13, 20, 11)),
        ("2022年7月5日", "13时20分", time(13, 20)),
        ("2022-07-05 星期二", "132011", time(13, 20, 11)),
        ("2022-07-05，13:20:11", "", time(13, 20, 11)),
        ("20220705", "92011", time(9, 20, 11)),
        ("44747.5556828704", "", time(13, 20, 11)),
        (44746.99999999999, "", None),
        (44746.999999996, "", None),
    ],
)
def test_days_and_times_in_every_form_of_a_bank(accountant: User, tmp_path, day, at, when):
    report = run(bank(tmp_path / "a.xlsx", [[day, at, None, 120, 9120, "张明", "6222", "物业费", "A1"]]), accountant)
    assert errors(report) == []
    receipt = Receipt.objects.get()
    assert (receipt.received_on, receipt.received_at) == (FIFTH, when)


def test_rows_that_move_nothing_are_counted_and_the_balance_runs_over_them(accountant: User, tmp_path):
    rows = [
        ["20220701", "", None, None, 1000, "", "", "期初余额", ""],
        ["20220705", "10:00:00", None, 60, 1060, "张明", "6222", "物业费", "Z1"],
        ["20220705", "10:00:01", 0, 0, 1060, "", "", "利息税", "Z2"],
        ["20220731", "", None, None, 1060, "", "", "期末余额", ""],
    ]
    report = run(bank(tmp_path / "a.xlsx", rows), accountant)
    assert (errors(report), warnings(report), counts(report)) == ([], [], (4, 1, 0, 3))
    rows[3][4] = 1100
    report = run(bank(tmp_path / "b.xlsx", rows), accountant)
    assert warnings(report) == ["The balance does not follow from the row before: rows may be missing."]


def test_rows_that_sum_up_others_are_no_money_though_they_have_a_day(accountant: User, tmp_path):
    rows = [
        ["20220705", "10:00:00", None, 60, 1060, "张明", "6222", "物业费", "Z1"],
        ["20220705", "", None, 60, 1060, "", "", "本日合计", ""],
        ["20220706", "10:00:00", 20, None, 1040, "保洁公司", "6333", "保洁费", "Z2"],
        ["20220706", "", 20, 0, None, "", "", "本日小计", ""],
        ["20220706", "", 20, 60, 1040, "", "", "本月累计", ""],
        ["20220707", "", None, 5, 1045, "", "", "合计", ""],
        ["20220708", "", None, 7, 1052, "李合计", "6444", "合计", "Z3"],
    ]
    report = run(bank(tmp_path / "a.xlsx", rows), accountant)
    assert errors(report) == []
    assert warnings(report) == ["This row sums up others: it moves nothing."] * 3
    moved = list(Receipt.objects.order_by("received_on").values_list("amount", flat=True))
    assert moved == [Yuan(60_00), Yuan(5_00), Yuan(7_00)], "where the balance moved, money did"
    assert Disbursement.objects.get().amount == Yuan(20_00)


def test_an_amount_without_a_side_is_refused_unless_the_balance_proves_it(accountant: User, tmp_path):
    heads = ["交易日期", "交易金额", "余额", "对方户名", "摘要"]
    in_and_out = [["2022-07-05", 120, 1120, "张明", "物业费"], ["2022-07-06", 20, 1100, "保洁公司", "保洁费"]]
    refused = ["The file does not say which amounts came in and which went out."]
    assert errors(run(book(tmp_path / "a.xlsx", heads, *in_and_out), accountant)) == refused
    without_balance = [[*row[:2], *row[3:]] for row in (heads, *in_and_out)]
    assert errors(run(book(tmp_path / "b.xlsx", *without_balance), accountant)) == refused
    both_in = [in_and_out[0], ["2022-07-06", 20, 1140, "李芳", "物业费"]]
    assert errors(run(book(tmp_path / "c.xlsx", heads, *both_in), accountant)) == []
    assert Receipt.objects.count() == 2


@pytest.mark.parametrize("amount", ["1000000000000000000", 1e18, "9" * 29, "9" * 4301])
def test_an_amount_past_what_a_column_holds_is_a_sentence(accountant: User, tmp_path, amount):
    report = run(bank(tmp_path / "a.xlsx", [["20220705", "", None, amount, 1, "张明", "", "物业费", "A"]]), accountant)
    assert len(errors(report)) == 1
    problem = next(report.all_problems())
    assert (problem.row, problem.column) == (4, "贷方发生额")
    assert Receipt.objects.count() == 0


PERSONAL = [
    "交易时间",
    "交易类型",
    "交易对方",
    "商品",
    "收/支",
    "金额(元)",
    "支付方式",
    "当前状态",
    "交易单号",
    "商户单号",
    "备注",
]
FUNDS = [
    "记账时间",
    "微信支付业务单号",
    "资金流水单号",
    "业务名称",
    "业务类型",
    "收支类型",
    "收支金额(元)",
    "账户结余(元)",
    "备注",
]
ALIPAY_LEDGER = [
    "账务流水号", "业务流水号", "商户订单号", "商品名称", "发生时间", "对方账号", "收入金额（+元）", "支出金额（-元）", "账户余额（元）",
    "交易渠道", "业务类型", "备注",
]  # fmt: skip
ALIPAY_PERSONAL = [
    "交易时间",
    "交易分类",
    "交易对方",
    "对方账号",
    "商品说明",
    "收/支",
    "金额",
    "收/付款方式",
    "交易状态",
    "交易订单号",
    "备注",
]


ALIPAY_OF_OLD = [
    "交易号", "商家订单号", "交易创建时间", "付款时间", "最近修改时间", "交易来源地", "类型", "交易对方", "商品名称", "金额（元）",
    "收/支", "交易状态", "服务费（元）", "成功退款（元）", "备注", "资金状态",
]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "instead"),
    [
        (ALIPAY_OF_OLD, "业务明细"),
        (PERSONAL, "交易账单"),
        (FUNDS, "交易账单"),
        (ALIPAY_LEDGER, "业务明细"),
        (ALIPAY_PERSONAL, "业务明细"),
    ],
    ids=["personal alipay of old", "personal wechat", "wechat funds", "alipay ledger", "personal alipay"],
)
def test_a_paper_that_is_known_but_not_taken_says_what_to_export(accountant: User, tmp_path, heads, instead):
    row = ["2022-07-05 10:00:00" if "时间" in head else "60.00" if "金额" in head else "x" for head in heads]
    report = run(book(tmp_path / "a.xlsx", heads, row), accountant)
    (problem,) = [one for one in report.all_problems() if one.level is Level.ERROR]
    assert problem.message.startswith("This is the ")
    assert instead in problem.advice
    assert Receipt.objects.count() == 0

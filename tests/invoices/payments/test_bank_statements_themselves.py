# ruff: noqa: E501  # lines as a bank writes them
"""What a statement says in other words, other cells and other lines than its neighbours, and what it says of itself."""

from datetime import date, time
from typing import Any

import pytest

from invoices.modules.payments.models import Disbursement, Receipt
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from tests.invoices.payments.papers import errors, run, warnings
from tests.invoices.payments.test_bank_layouts import book, only_receipt, text

pytestmark = pytest.mark.django_db

FIFTH, SUM = date(2022, 7, 5), Yuan(120_00)
HEADS = ["交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "摘要", "流水号"]
ROW: list[Any] = ["2022-07-05", "", 120, 1120, "张明", "物业费", "0001"]
OUT: list[Any] = ["2022-07-06", 20, "", 1100, "保洁公司", "保洁费", "0002"]


@pytest.mark.parametrize(
    ("head", "out", "came"),
    [
        ("收付标志", "付", "收"),
        ("收支类型", "支出", "收入"),
        ("交易类型[ Type ]", "往账", "来账"),
        ("方向", "-", "+"),
        ("借贷状态", "D", "C"),
        ("借贷", "借 D", "贷 C"),
        ("借贷标志", "借(DR)", "贷(CR)"),
        ("收/支", "支出/往账", "收入/来账"),
    ],
)
def test_a_flag_is_known_by_its_words_whatever_its_head(accountant: User, tmp_path, head, out, came):
    rows = [["2022-07-05", out, 20, 1000, "保洁公司"], ["2022-07-05", came, 120, 1120, "张明"]]
    path = book(tmp_path / "a.xlsx", ["交易日期", head, "交易金额", "余额", "对方户名"], *rows)
    assert (errors(run(path, accountant)), warnings(run(path, accountant))) == ([], [])
    assert (Receipt.objects.get().amount, Disbursement.objects.get().amount) == (SUM, Yuan(20_00))


@pytest.mark.parametrize("amount", ["", "金额", "额", "发生额"])
@pytest.mark.parametrize(
    ("out", "came"),
    [("借方", "贷方"), ("支出", "收入"), ("支取", "存入"), ("付方", "收方"), ("转出", "转入"), ("汇出", "汇入")],
)
def test_a_side_is_known_by_its_word_alone_or_with_what_it_is_of(accountant: User, tmp_path, out, came, amount):
    path = book(tmp_path / "a.xlsx", ["日期", f"{out}{amount}", f"{came}{amount}", "余额", "对方户名"],
                ["2022-07-05", "", 120, 1120, "张明"], ["2022-07-06", 20, "", 1100, "保洁公司"])  # fmt: skip
    assert errors(run(path, accountant)) == []
    assert (Receipt.objects.get().amount, Disbursement.objects.get().amount) == (SUM, Yuan(20_00))


def test_without_its_sides_a_statement_is_refused_once_not_row_by_row(accountant: User, tmp_path):
    rows = [["2022-07-05", 120, 1120, "张明"], ["2022-07-06", 60, 1180, "李芳"]]
    path = book(tmp_path / "a.xlsx", ["交易日期", "进来的", "余额", "对方户名"], *rows)
    assert errors(run(path, accountant)) == ["The columns of what came in and what went out are missing."]


def test_a_side_behind_the_figure_is_its_sign(accountant: User, tmp_path):
    rows = [["2022-07-05", "120.00CR", "1,120.00CR", "张明"], ["2022-07-06", "20.00DR", "1,100.00CR", "保洁公司"]]
    path = book(tmp_path / "a.xlsx", ["交易日期", "交易金额", "余额", "对方户名"], *rows)
    assert (errors(run(path, accountant)), warnings(run(path, accountant))) == ([], [])
    assert (Receipt.objects.get().amount, Disbursement.objects.get().amount) == (SUM, Yuan(20_00))


@pytest.mark.parametrize(("closing", "said"), [("1,200.00", 0), ("1250.00", 1)])
@pytest.mark.parametrize("place", ["above", "below", "in a row"])
def test_first_and_last_balance_are_held_against_the_rows_wherever_they_stand(
    accountant: User, tmp_path, closing, said, place
):
    told = [["期初余额", "1000.00"], ["期末余额", closing]]
    rows = [["2022-07-05", "", "100.00", "张明"], ["2022-07-05", "", "100.00", "李芳"]]
    heads = ["交易日期", "借方发生额", "贷方发生额", "对方户名"]
    whole = {
        "above": [*told, heads, *rows],
        "below": [heads, *rows, *told],
        "in a row": [heads, told[0], *rows, told[1]],
    }
    report = run(book(tmp_path / "a.xlsx", *whole[place]), accountant)
    assert (errors(report), Receipt.objects.count()) == ([], 2)
    assert len([one for one in warnings(report) if one.startswith("From the opening balance")]) == said


def test_boc_names_who_pays_and_who_is_paid(accountant: User, tmp_path):
    heads = ["交易类型[ Transaction Type ]", "付款人账号[ Debit Account No. ]", "付款人名称[ Payer's Name ]", "收款人账号[ Payee's Account Number ]",
             "收款人名称[ Payee's Name ]", "交易日期[ Transaction Date ]", "交易时间[ Transaction time ]", "交易金额[ Trade Amount ]",
             "交易后余额[ After-transaction balance ]", "交易流水号[ Transaction reference number ]", "用途[ Purpose ]"]  # fmt: skip
    rows = [
        ["来账", "6222", "张明", "3700", "某物业公司", "20220705", "13:20:11", 120, 1120, "1827", "物业费"],
        ["往账", "3700", "某物业公司", "6333", "保洁公司", "20220705", "14:20:11", -20, 1100, "1828", "保洁费"],
    ]
    report = run(book(tmp_path / "a.xlsx", ["查询账号[ Inquirer account number ]", "3700"], heads, *rows), accountant)
    assert (errors(report), warnings(report)) == ([], [])
    assert only_receipt() == (FIFTH, SUM, "张明", "6222")
    out = Disbursement.objects.get()
    assert (out.amount, out.payee_name, out.payee_account, out.own_account) == (Yuan(20_00), "保洁公司", "6333", "3700")


@pytest.mark.parametrize(
    "titles",
    [
        ["账    号: [6225****1234  某公司 ]"],
        ["查询账号[ No. ]", "6225****1234"],
        ["卡号:", '"6225****1234"'],
        ["户名：某公司 账户 6225****1234"],
    ],
)
def test_the_own_account_is_found_above_the_heads(accountant: User, tmp_path, titles):
    run(book(tmp_path / "a.xlsx", titles, ["起始日期", "2022-07-01"], HEADS, ROW), accountant)
    assert Receipt.objects.get().own_account == "6225****1234"


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2022-07-05 下午 1:20:11", time(13, 20, 11)),
        ("2022-07-05 1:20:11 PM", time(13, 20, 11)),
        ("2022.07.05 上午12:05", time(0, 5)),
        ("2022-07-05T13:20:11+08:00", time(13, 20, 11)),
    ],
)
def test_a_moment_as_office_programs_of_a_region_save_it(accountant: User, tmp_path, written, at):
    run(book(tmp_path / "a.xlsx", HEADS, [written, *ROW[1:]]), accountant)
    assert (Receipt.objects.get().received_on, Receipt.objects.get().received_at) == (FIFTH, at)


@pytest.mark.parametrize("serial", ["4,20000123420221E+27", "4.2e27", "########"])
def test_a_serial_that_excel_damaged_is_refused_in_each_of_its_forms(accountant: User, tmp_path, serial):
    (said,) = errors(run(book(tmp_path / "a.xlsx", HEADS, [*ROW[:6], serial]), accountant))
    assert said == "Excel has rounded this number: its last digits are lost."
    assert not Receipt.objects.exists()


def test_an_error_of_excel_is_nobodys_name(accountant: User, tmp_path):
    run(book(tmp_path / "a.xlsx", HEADS, [*ROW[:4], "#N/A", "#REF!", "1"]), accountant)
    assert (Receipt.objects.get().payer_name, Receipt.objects.get().memo) == ("", "")


def test_a_day_that_is_still_to_come_is_no_movement(accountant: User, tmp_path):
    (said,) = errors(run(book(tmp_path / "a.xlsx", HEADS, ROW, ["2099-07-05", *ROW[1:3], 1240, *ROW[4:]]), accountant))
    assert said == "The day 2099-07-05 is still to come."
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        (["期初余额：1,000.00", "期末余额：1,100.00元"], [], []),
        (["期初余额：", "1000.00"], ["收入合计: 1笔, 120.00元 支出合计: 1笔, 20.00元"], []),
        (["期初余额：900.00"], [], ["The balance does not follow from the row before: rows may be missing."]),
        (
            ["期初余额：1000.00", "期末余额：1,900.00"],
            [],
            ["From the opening balance 1,000.00 the rows lead to 1,100.00, not to 1,900.00."],
        ),
        ([], ["# 收入合计: 2笔, 220.00元"], ["The file says “贷方发生额” 220.00, its rows add up to 120.00."]),
        ([], ["本页收入合计: 220.00元"], []),
    ],
)
@pytest.mark.parametrize("latest_first", [False, True])
def test_what_a_statement_says_of_itself_in_words_is_held_against_its_rows(
    accountant: User, tmp_path, above, below, said, latest_first
):
    rows = [OUT, ROW] if latest_first else [ROW, OUT]
    report = run(
        book(tmp_path / "a.xlsx", above or ["账户明细"], HEADS, *rows, *([below] if below else [])), accountant
    )
    assert (errors(report), warnings(report)) == ([], said)
    assert (Receipt.objects.get().amount, Disbursement.objects.get().amount) == (SUM, Yuan(20_00))


LINES = (
    ",".join(HEADS) + "\n" + "".join(f"2022-07-05,,120.00,{1000 + 120 * n},张明,物业费,{n:04d}\n" for n in range(1, 7))
)


@pytest.mark.parametrize(
    ("wrong", "row"),
    [
        (LINES.replace("物业费,0003", '"物业费,0003'), 4),
        (LINES.replace("物业费,0006", '"物业费,0006'), 7),
        (LINES.replace("物业费,0002", '"物业费,0002').replace("物业费,0004", '物业费",0004'), 3),
    ],
)
def test_a_quotation_mark_never_closed_swallows_no_rows(accountant: User, tmp_path, wrong, row):
    (said,) = errors(run(text(tmp_path / "a.csv", wrong), accountant))
    assert said == f"In row {row} a quotation mark is opened and never closed."
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_every_encoding_of_office_programs_and_marks_within_a_line(accountant: User, tmp_path, encoding):
    content = LINES.replace("物业费,0003", '"物业费\n一单元，2",0003').replace("物业费,0004", '5" 水管,0004')
    assert errors(run(text(tmp_path / "a.csv", content, encoding), accountant)) == []
    assert Receipt.objects.count() == 6


@pytest.mark.parametrize(
    ("content", "do"),
    [
        (b"%PDF-1.4\n%\xe2\xe3", "Export the same paper as Excel or CSV, and import that."),
        (b"Rar!\x1a\x07\x00" + bytes(90), "Unpack it, and import the files that are in it."),
    ],
)
def test_a_paper_of_another_kind_is_named_with_what_to_do(accountant: User, tmp_path, content, do):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    (problem,) = run(path, accountant).all_problems()
    assert problem.do == do

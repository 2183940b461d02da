"""Papers that programs and people were at: what moved is read as it moved, or the file is refused; nothing between."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from invoices.modules.payments.models import Disbursement, Receipt
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from tests.invoices.payments.papers import ALIPAY_HEADS, BANK_HEADS, WECHAT_HEADS, counts, errors, run, warnings
from tests.invoices.payments.test_bank_layouts import book, text

pytestmark = pytest.mark.django_db
NUMBER = "4200001234202207280000000001"
FLAGGED = ["交易日期", "收支", "交易金额", "余额", "对方户名", "摘要"]


def moved() -> tuple[list[Yuan], list[Yuan]]:
    """What came in, and what went out."""
    came = list(Receipt.objects.order_by("pk").values_list("amount", flat=True))
    return came, list(Disbursement.objects.order_by("pk").values_list("amount", flat=True))


def row(day: str, out: Any, came: Any, balance: Any, memo: str = "物业费", name: str = "张明") -> list[Any]:
    return [day, "13:00:00", out, came, balance, name, "6222", memo, f"S{day}{balance}"]


SIXTY, TWENTY = Yuan(60_00), Yuan(20_00)


@pytest.mark.parametrize(
    ("rows", "came", "went"),
    [
        ([row("2022-07-05", "", 60, 1060), row("2022-07-06", -20, "", 1040)], [SIXTY], [TWENTY]),
        ([row("2022-07-06", -20, "", 1040), row("2022-07-05", "", 60, 1060)], [SIXTY], [TWENTY]),
        ([row("2022-07-05", "", 60, ""), row("2022-07-06", -20, "", "")], [SIXTY], [TWENTY]),
        ([row("2022-07-05", "", 60, 1060), row("2022-07-06", -20, "", 1080)], [SIXTY, TWENTY], []),
        ([row("2022-07-05", "", 60, ""), row("2022-07-06", -20, "", "", "冲正")], [SIXTY, TWENTY], []),
        ([row("2022-07-05", 20, "", 980), row("2022-07-06", -20, "", 1000)], [TWENTY], [TWENTY]),
        ([row("2022-07-05", "", 60, 1060), row("2022-07-06", "", -60, 1000)], [SIXTY], [SIXTY]),
    ],
    ids=["sign repeats", "latest first", "no balance", "reversal by balance", "reversal by memo", "one of two", "in"],
)
def test_below_zero_in_the_column_of_what_went_out(
    accountant: User, tmp_path: Path, rows: Sequence[Sequence[Any]], came: list[Yuan], went: list[Yuan]
) -> None:
    """A sign that only repeats the column is no income; a reversal is."""
    report = run(book(tmp_path / "流水.xlsx", BANK_HEADS, *rows), accountant)
    assert errors(report) == []
    assert moved() == (came, went)


@pytest.mark.parametrize(
    ("amount", "balance", "went"), [(-20, 1040, True), ("-20.00", 1040, True), (-20, 1080, False), (20, 1040, True)]
)
def test_below_zero_beside_a_flag(accountant: User, tmp_path: Path, amount: Any, balance: int, went: bool) -> None:
    rows = [["2022-07-05", "收入", 60, 1060, "张明", "物业费"], ["2022-07-06", "支出", amount, balance, "电", "电费"]]
    run(book(tmp_path / "流水.xlsx", FLAGGED, *rows), accountant)
    assert moved() == (([SIXTY], [TWENTY]) if went else ([SIXTY, TWENTY], []))


@pytest.mark.parametrize(
    "amount", ["20.00-", "-20.00", "(20.00)", "（20.00）", "－20.00", "-¥20.00", "¥-20.00", "CNY-20"]
)
def test_a_sign_in_any_place_is_read(accountant: User, tmp_path: Path, amount: str) -> None:
    heads = ["交易日期", "金额", "余额", "对方户名", "摘要"]
    rows = [["2022-07-05", 60, 1060, "张明", "物业费"], ["2022-07-06", amount, 1040, "电", "电费"]]
    run(book(tmp_path / "流水.xlsx", heads, *rows), accountant)
    assert moved() == ([SIXTY], [TWENTY])


def test_rows_that_tell_a_balance_are_counted_and_compared(accountant: User, tmp_path: Path) -> None:
    """Whatever stands in the column of the day. 1000 + 60 is not 1050."""
    rows = [
        ["上期结余", "", "", "", 1000, "", "", "", ""], row("2022-07-05", "", 60, 1060),
        ["", "", "", "", 1060, "", "", "过次页", ""], ["期末余额", "", "", "", 1050, "", "", "", ""],
    ]  # fmt: skip
    report = run(book(tmp_path / "流水.xlsx", BANK_HEADS, *rows), accountant)
    assert counts(report) == (4, 1, 0, 3)
    assert [one for one in warnings(report) if "does not follow" in one]
    assert moved() == ([SIXTY], [])


def test_numbers_that_excel_rounded_are_nobodys_account(accountant: User, tmp_path: Path) -> None:
    """Two cards of one bank begin alike: nobody is known by that. Whole numbers have no point."""
    rows = [row("2022-07-05", "", 60, 1060), row("2022-07-06", "", 40, 1100), row("2022-07-07", "", 5, 1105)]
    rows[0][6], rows[1][6], rows[2][6:8] = 6.22848012345678e18, "6.22848E+18", [6222848, 301]
    run(book(tmp_path / "流水.xlsx", BANK_HEADS, *rows), accountant)
    found = list(Receipt.objects.order_by("pk").values_list("payer_account", "memo"))
    assert found == [("", "物业费"), ("", "物业费"), ("6222848", "301")]


def test_an_own_account_is_read_whole_from_above_the_heads(accountant: User, tmp_path: Path) -> None:
    """Two accounts of one bank begin with the same group."""
    path = book(tmp_path / "流水.xlsx", ["账号：3705 0111 2222 666"], BANK_HEADS, row("2022-07-05", "", 60, 1060))
    run(path, accountant)
    assert Receipt.objects.get().own_account == "370501112222666"


def test_one_amount_merged_over_two_rows_is_not_taken_twice(accountant: User, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = book(tmp_path / "流水.xlsx", BANK_HEADS, row("2022-07-05", "", 60, 1060), row("2022-07-05", "", "", 1060))
    written = load_workbook(path)
    written.active.merge_cells("D2:D3")
    written.save(path)
    assert "merged over several rows" in errors(run(path, accountant))[0]
    assert moved() == ([], [])


# --- WeChat ----------------------------------------------------------------------------------------------------------


def paid(memo: str = "物业费", amount: str = "60.00", state: str = "SUCCESS", number: str = NUMBER) -> str:
    return f"`2022-07-22 10:00:00,`{number},`{state},`{amount},`0,`0.00,`{memo},`0.36,`{amount}"


@pytest.mark.parametrize(
    ("content", "memo"),
    [
        (paid().replace("`物业费", '"`物业费,停车费 1-1-101"'), "物业费,停车费 1-1-101"),
        (paid("物业费\r\n停车费"), "物业费 停车费"),
        (paid('说"好", 谢谢'), '说"好", 谢谢'),
    ],
    ids=["saved again by Excel", "two lines", "quotes"],
)
def test_whatever_stands_in_the_goods_the_payment_is_read(
    accountant: User, tmp_path: Path, content: str, memo: str
) -> None:
    for newline in ("\r\n", "\r"):
        whole = f"{WECHAT_HEADS}\n{content}\n".replace("\r\n", "\n").replace("\n", newline)
        assert errors(run(text(tmp_path / "微信.csv", whole), accountant)) == []
    receipt = Receipt.objects.get()
    assert (receipt.amount, receipt.transaction, receipt.memo) == (SIXTY, NUMBER, memo)


@pytest.mark.parametrize(
    "row_of_file",
    [
        paid(amount="60.005"), paid(state="成功了吗"), paid(number="4200001234202200000000000000"),
        paid(number="4.2e+27"), paid(amount="-60.00"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_of_the_file_is_stored(
    accountant: User, tmp_path: Path, row_of_file: str
) -> None:
    good = paid(number="4200001234202207280000000002")
    report = run(text(tmp_path / "微信.csv", f"{WECHAT_HEADS}\n{good}\n{row_of_file}\n"), accountant)
    assert len(errors(report)) == 1
    assert moved() == ([], [])


def test_a_state_in_chinese_is_the_same_state(accountant: User, tmp_path: Path) -> None:
    heads = WECHAT_HEADS.replace("商品名称", "退款状态,商品名称")
    rows = [
        f"`2022-07-22 10:00:00,`{NUMBER},`支付成功,`60.00,`0,`0.00,`,`物业费,`0.36,`60.00",
        f"`2022-07-23 10:00:00,`{NUMBER},`转入退款,`0.00,`5030001,`20.00,`退款成功,`物业费,`-0.12,`0.00",
        f"`2022-07-23 11:00:00,`{NUMBER},`转入退款,`0.00,`5030002,`10.00,`退款关闭,`物业费,`-0.06,`0.00",
    ]
    run(text(tmp_path / "微信.csv", "\n".join([heads, *rows])), accountant)
    assert moved() == ([SIXTY], [TWENTY])
    assert Receipt.objects.get().received_on == date(2022, 7, 22)


@pytest.mark.parametrize("fee", ["-0.36", "60.01"])
def test_a_fee_that_does_not_fit_is_an_error_of_its_row(accountant: User, tmp_path: Path, fee: str) -> None:
    whole = f"{WECHAT_HEADS}\n{paid().replace('`0.36', f'`{fee}')}\n"
    assert "fee does not fit" in errors(run(text(tmp_path / "微信.csv", whole), accountant))[0]


# --- Alipay ----------------------------------------------------------------------------------------------------------


def of_alipay(kind: str, amount: str, fee: str = "-0.36", refund: str = "") -> str:
    at = "2022-07-22 10:00:00"
    cells = dict.fromkeys(ALIPAY_HEADS.split(","), "0.00") | {
        "支付宝交易号": "2022072222001400001234567890\t", "业务类型": kind, "商品名称": "物业费", "创建时间": at,
        "完成时间": at, "订单金额（元）": amount, "商家实收（元）": amount, "退款批次号/请求号": refund,
        "服务费（元）": fee,
    }  # fmt: skip
    return ",".join(cells.values())


def test_the_ledgers_words_for_payment_and_refund_are_known_too(accountant: User, tmp_path: Path) -> None:
    rows = [of_alipay("在线支付", "60.00"), of_alipay("交易退款", "-20.00", "0.12", "R1")]
    assert errors(run(text(tmp_path / "支付宝.csv", "\n".join([ALIPAY_HEADS, *rows])), accountant)) == []
    assert moved() == ([SIXTY], [TWENTY])


@pytest.mark.parametrize(
    ("row_of_file", "says"),
    [
        (of_alipay("分账", "60.00"), "neither a payment nor a refund"),
        (of_alipay("交易", "60.00", "0.36"), "fee does not fit"),
        (of_alipay("交易", "60.005"), "two decimals"),
        (of_alipay("退款", "20.00", "0.12", "R1"), "a refund below"),
    ],
)  # fmt: skip
def test_money_of_an_unknown_kind_is_not_dropped(accountant: User, tmp_path: Path, row_of_file: str, says: str) -> None:
    report = run(text(tmp_path / "支付宝.csv", f"{ALIPAY_HEADS}\n{row_of_file}"), accountant)
    assert says in errors(report)[0]
    assert moved() == ([], [])


@pytest.mark.parametrize(
    "number", ["4200 0012 3420 2207 2800 0000 0001", "４２００００１２３４２０２２０７２８０００００００００１"]
)
def test_a_payment_whose_number_the_bank_prints_in_its_own_way_waits_beside_its_twin(
    accountant: User, tmp_path: Path, number: str
) -> None:
    run(text(tmp_path / "微信.csv", f"{WECHAT_HEADS}\n{paid()}\n"), accountant)
    rows = [row("2022-07-22", "", 60, 1060, f"{number} 物业费", "财付通")]
    assert warnings(run(book(tmp_path / "流水.xlsx", BANK_HEADS, *rows), accountant))
    assert Receipt.objects.get(channel="bank").twin == Receipt.objects.get(channel="wechat")


DAYS = ["2022-07-05", "2022-07-05", "2022-07-05", "2022-07-06"]


def days(*odd: Any, balances: Sequence[Any] = (1060, 1120, 1180, 1240)) -> list[list[Any]]:
    """Four payments of 60.00, by the days given in place of their own."""
    told = [*odd, *DAYS[len(odd) :]]
    rows = [row(day, "", 60, balance, "BC01-5-2-301", "李小华") for day, balance in zip(told, balances, strict=True)]
    return [[*cells[:-1], f"S{number}"] for number, cells in enumerate(rows)]


@pytest.mark.parametrize("latest_first", [False, True])
@pytest.mark.parametrize("odd", ["2022-13-45", "########", "三号", ""])
def test_a_day_that_cannot_be_read_is_that_of_the_rows_around_it_and_waits_for_a_person(
    june: object, accountant: User, tmp_path: Path, odd: str, latest_first: bool
) -> None:
    rows = days(DAYS[0], odd)
    report = run(book(tmp_path / "流水.xlsx", BANK_HEADS, *(rows[::-1] if latest_first else rows)), accountant)
    assert errors(report) == []
    assert any("waits for a person" in said for said in warnings(report))
    waiting = list(Receipt.objects.filter(state="waiting").values_list("received_on", "amount"))
    assert (waiting, Receipt.objects.count()) == ([(date(2022, 7, 5), SIXTY)], 4)
    mended = run(book(tmp_path / "mended.xlsx", BANK_HEADS, *days()), accountant)
    assert (errors(mended), counts(mended)[1], Receipt.objects.count()) == ([], 0, 4)


@pytest.mark.parametrize(
    "rows",
    [
        days("2022-07-04", "?"),  # between two days
        days("?"),  # the first, and
        days(*DAYS[:3], "?"),  # the last: nothing stands on the other side
        days(DAYS[0], "?", balances=(1060, 1121, 1180, 1240)),  # the balances do not run through it
        days(DAYS[0], "?", balances=(1060, "", 1180, 1240)),
    ],
    ids=["between two days", "first", "last", "balances broken", "no balance"],
)
def test_a_day_that_nothing_proves_is_not_guessed_and_nothing_of_the_file_is_stored(
    accountant: User, tmp_path: Path, rows: list[list[Any]]
) -> None:
    report = run(book(tmp_path / "流水.xlsx", BANK_HEADS, *rows), accountant)
    assert (errors(report), moved()) == (["The row has no day."], ([], []))


@pytest.mark.parametrize("place", range(9))
def test_whatever_is_odd_in_a_row_that_moves_nothing_the_others_are_stored(
    accountant: User, tmp_path: Path, place: int
) -> None:
    still = row("2022-07-06", "", 0, 1060, "利息税", "")
    if place not in (2, 3):  # what may be an amount is asked about
        still[place] = "########"
    report = run(book(tmp_path / "流水.xlsx", BANK_HEADS, days()[0], still), accountant)
    assert (errors(report), moved()) == ([], ([SIXTY], []))


@pytest.mark.parametrize("label", ["过次页", "承前页", "本月累计发生额", "期末余额"])
def test_sums_of_a_page_are_no_movement_and_refuse_nothing(accountant: User, tmp_path: Path, label: str) -> None:
    sums = [label, "", 0, 60, 1060, "", "", "", ""]
    report = run(book(tmp_path / "流水.xlsx", BANK_HEADS, days()[0], sums, *days()[1:]), accountant)
    assert (errors(report), moved()[0]) == ([], [SIXTY] * 4)


@pytest.mark.parametrize("place", [1, 4])
def test_a_time_or_a_balance_that_cannot_be_read_refuses_nothing(accountant: User, tmp_path: Path, place: int) -> None:
    rows = days()
    rows[1][place] = "####"
    report = run(book(tmp_path / "流水.xlsx", BANK_HEADS, *rows), accountant)
    assert (errors(report), len(warnings(report)) > 0, moved()[0]) == ([], True, [SIXTY] * 4)
    assert counts(run(book(tmp_path / "mended.xlsx", BANK_HEADS, *days()), accountant))[1] == 0

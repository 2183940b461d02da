"""A movement of money exists once, however often and in whatever form a file tells of it (docs/product.md rule 26)."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from invoices.modules.payments.domain.recognition import Likeness, Trace, recognise, same_account, same_name
from invoices.modules.payments.domain.states import ChannelRefundState, ReceiptState
from invoices.modules.payments.models import ChannelRefund, Disbursement, Receipt
from invoices.modules.payments.services.reversing import reverse
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.june import LIVED_IN
from tests.invoices.payments.papers import counts, errors, run, warnings, wechat
from tests.invoices.payments.receipts import NOW, TODAY, differences, owes, recorded
from tests.invoices.payments.receipts import movement as typed
from tests.visitors import visitor

HEADS = ["交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "摘要", "流水号"]
DAY = date(2022, 7, 12)


def statement(path, *rows, heads=HEADS, account=""):
    book = Workbook()
    if account:
        book.active.append([f"账号：{account}"])
    for row in (heads, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def paid_in(serial="", *, fen=50_00, balance=1050, name="张明", day="2022-07-12", memo="物业费"):
    return [day, "", fen / 100, balance, name, memo, serial]


def total(model) -> Yuan:
    return sum(model.objects.values_list("amount", flat=True), ZERO)


# --- what a bank's serial is worth -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_fee_bears_the_serial_of_its_transfer(june, accountant: User, tmp_path):
    rows = [
        ["2022-07-11", 500, "", 2500, "保洁公司", "付保洁费", "88001"],
        ["2022-07-11", 5, "", 2495, "", "手续费", "88001"],
        paid_in("88002", fen=60_00, balance=2555, day="2022-07-11"),
    ]
    path = statement(tmp_path / "a.xlsx", *rows)
    assert (errors(run(path, accountant)), warnings(run(path, accountant))) == ([], [])
    assert sorted(Disbursement.objects.values_list("amount", flat=True)) == [Yuan(5_00), Yuan(500_00)]
    assert (Receipt.objects.count(), differences()) == (1, [])


@pytest.mark.django_db
def test_serials_that_begin_anew_each_day_and_in_each_account(june, accountant: User, tmp_path):
    daily = statement(tmp_path / "a.xlsx", paid_in("1"), paid_in("1", fen=70_00, balance=1120, day="2022-07-13"))
    other_account = statement(tmp_path / "b.xlsx", paid_in("1", fen=80_00, balance=2080), paid_in("2", balance=2130))
    other_payer = statement(tmp_path / "c.xlsx", paid_in("1", balance=3050, name="李芳"))
    for path in (daily, other_account, other_payer, daily, other_account, other_payer):
        report = run(path, accountant)
        assert (errors(report), warnings(report)) == ([], [])
    assert (Receipt.objects.count(), total(Receipt)) == (5, Yuan(300_00))
    assert differences() == []


@pytest.mark.django_db
def test_two_accounts_of_the_company_are_told_apart_where_nothing_else_does(june, accountant: User, tmp_path):
    row = paid_in("", balance="")
    assert counts(run(statement(tmp_path / "a.xlsx", row, account="37001234"), accountant))[1] == 1
    assert counts(run(statement(tmp_path / "b.xlsx", row, account="37009999"), accountant))[1] == 1
    assert counts(run(statement(tmp_path / "c.xlsx", row, account="3700****"), accountant))[1] == 0
    assert Receipt.objects.count() == 2


@pytest.mark.django_db
def test_a_bank_prints_no_row_twice(june, accountant: User, tmp_path):
    alike = statement(tmp_path / "a.xlsx", paid_in(fen=120_00, balance=""), paid_in(fen=120_00, balance=""))
    assert (counts(run(alike, accountant))[1], total(Receipt)) == (2, Yuan(240_00))
    assert counts(run(alike, accountant))[1:3] == (0, 2)
    three = statement(tmp_path / "b.xlsx", *[paid_in(fen=120_00, balance="")] * 3)
    assert counts(run(three, accountant))[1:3] == (1, 2)
    assert differences() == []


@pytest.mark.django_db
def test_money_that_was_paid_back_and_paid_again_is_three_movements(june, accountant: User, tmp_path):
    rows = [
        paid_in(fen=100_00, balance=1100),
        ["2022-07-12", 100, "", 1000, "张明", "退回", ""],
        paid_in(fen=100_00, balance=1100),
    ]
    path = statement(tmp_path / "a.xlsx", *rows)
    report = run(path, accountant)
    assert (counts(report)[1], warnings(report)) == (3, [])
    assert (total(Receipt), total(Disbursement)) == (Yuan(200_00), Yuan(100_00))
    assert counts(run(path, accountant))[1:3] == (0, 3)
    assert differences() == []


@pytest.mark.django_db
def test_a_file_that_was_saved_again_or_cut_tells_of_the_same_money(june, accountant: User, tmp_path):
    rows = [
        paid_in("0001001"),
        paid_in("0001002", balance=1100, name="李芳"),
        paid_in("0001003", fen=9_00, balance=1109),
    ]
    run(statement(tmp_path / "a.xlsx", *rows), accountant)
    as_numbers = [[*row[:6], int(row[6])] for row in rows]
    without_serial = [row[:6] for row in rows]
    without_balance = [[*row[:3], *row[4:]] for row in rows]
    for path in (
        statement(tmp_path / "b.xlsx", *as_numbers),
        statement(tmp_path / "c.xlsx", *without_serial, heads=HEADS[:6]),
        statement(tmp_path / "d.xlsx", *without_balance, heads=[*HEADS[:3], *HEADS[4:]]),
        statement(tmp_path / "e.xlsx", rows[1]),
        statement(tmp_path / "f.xlsx", [*rows[1][:4], "李*", *rows[1][5:]]),
    ):
        report = run(path, accountant)
        assert (errors(report), counts(report)[1]) == ([], 0), path.name
    assert Receipt.objects.count() == 3


# --- what may be the same waits for a person -----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_row_that_repeats_another_against_the_balance_waits_beside_its_twin(june, accountant: User, tmp_path):
    row = paid_in("77", memo=f"物业费 {LIVED_IN}", name="李小华")
    report = run(statement(tmp_path / "a.xlsx", row, row), accountant)
    assert "This may be money that is recorded already: it waits for a person, beside its twin." in warnings(report)
    first, second = Receipt.objects.order_by("pk")
    assert (second.twin, second.state, first.state) == (first, ReceiptState.WAITING, ReceiptState.MATCHED)


BILL = ("2022-07-28 10:00:00", "4200001234202207280000000007", "SUCCESS", "60.00", "0", "0.00", f"物业费 {LIVED_IN}",
        "0.36000", "60.00")  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("bank_first", [False, True])
def test_a_payment_that_a_service_and_the_bank_both_tell_of_is_credited_once(june, accountant, tmp_path, bank_first):
    memo = f"微信支付 4200001234202207280000000007 物业费 {LIVED_IN}"
    row = paid_in("LS1", fen=60_00, balance=2000, name="李小华", memo=memo, day="2022-07-28")
    of_bank = statement(tmp_path / "bank.xlsx", row)
    of_wechat = wechat(tmp_path / "wechat.csv", [BILL])
    before = owes(LIVED_IN)
    files = (of_bank, of_wechat) if bank_first else (of_wechat, of_bank)
    assert warnings(run(files[0], accountant)) == []
    assert len(warnings(run(files[1], accountant))) == 1
    first, second = Receipt.objects.order_by("pk")
    assert (second.twin, second.state) == (first, ReceiptState.WAITING)
    page = visitor("accountant").get(f"/receipts/match/?at={second.pk}").content.decode()
    assert f"/receipts/{first.pk}/" in page
    assert owes(LIVED_IN) == before - Yuan(60_00)
    assert differences() == []


@pytest.mark.django_db
def test_a_twin_can_be_taken_out_by_another_person(june, accountant, reviewer, tmp_path):
    row = paid_in("77", name="李小华")
    run(statement(tmp_path / "a.xlsx", row, row), accountant)
    twin = Receipt.objects.get(twin__isnull=False)
    reverse(receipt=twin.pk, because="同一笔", by=reviewer, now=NOW, today=TODAY)
    twin.refresh_from_db()
    assert (twin.state, differences()) == (ReceiptState.REVERSED, [])


@pytest.mark.django_db
def test_a_receipt_typed_in_is_known_by_its_number_and_else_perhaps(june, accountant: User, tmp_path):
    recorded(accountant, typed(50_00, "LS9", day=DAY, name="张明"))
    assert counts(run(statement(tmp_path / "a.xlsx", paid_in("LS9")), accountant))[1] == 0


# --- refunds of a payment service ----------------------------------------------------------------------------------


def refund(state, *, at="2022-07-23 11:00:00", number="50300003"):
    return (at, "4200001", "REFUND", "0.00", number, "20.00", "物业费", "-0.12000", "0.00", state)


PAID = ("2022-07-22 11:00:00", "4200001", "SUCCESS", "60.00", "0", "0.00", "物业费", "0.36000", "60.00", "")


def bill(path, *rows):
    heads = "交易时间,微信订单号,交易状态,应结订单金额,微信退款单号,退款金额,商品名称,手续费,订单金额,退款状态"
    lines = [heads, *(",".join(f"`{cell}" for cell in row) for row in rows)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    return path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("states", "paid_out", "ends"),
    [
        (["PROCESSING"], 0, ChannelRefundState.UNDER_WAY),
        (["PROCESSING", "FAIL"], 0, ChannelRefundState.FAILED),
        (["PROCESSING", "SUCCESS"], 20_00, ChannelRefundState.PAID),
        (["PROCESSING", "SUCCESS", "PROCESSING"], 20_00, ChannelRefundState.PAID),
        (["FAIL", "SUCCESS"], 20_00, ChannelRefundState.PAID),
        (["CLOSED"], 0, ChannelRefundState.FAILED),
        (["ABNORMAL", "PROCESSING", "SUCCESS"], 20_00, ChannelRefundState.PAID),
        (["SUCCESS"], 20_00, None),
        (["SUCCESS", "PROCESSING"], 20_00, ChannelRefundState.PAID),
    ],
)
def test_a_later_state_of_a_refund_corrects_an_earlier_one(june, accountant, tmp_path, states, paid_out, ends):
    run(bill(tmp_path / "0.csv", PAID), accountant)
    for index, state in enumerate([*states, states[-1]]):
        assert errors(run(bill(tmp_path / f"{index}.csv", PAID, refund(state)), accountant)) == []
    assert total(Disbursement) == Yuan(paid_out)
    assert Receipt.objects.get().refunded == Yuan(paid_out)
    assert list(ChannelRefund.objects.values_list("state", flat=True)) == ([] if ends is None else [ends])
    assert differences() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "back", "day"),
    [
        ("2022-07-22 23:59:30", "2022-07-23 00:03:10", "2022-07-23"),
        ("2022-07-22 23:59:30", "", "2022-07-22"),
        ("", "", "2022-06-30"),
    ],
)
def test_a_refund_went_out_on_the_day_it_was_paid_back_not_on_that_of_its_order(
    june, accountant, tmp_path, asked, back, day
):
    heads = "交易时间,微信订单号,交易状态,应结订单金额,退款申请时间,退款成功时间,微信退款单号,退款金额,手续费,订单金额"
    row = ("2022-06-30 10:00:00", "4200001", "REFUND", "0.00", asked, back, "50300001", "30.00", "-0.18000", "0.00")
    path = tmp_path / "a.csv"
    path.write_text(heads + "\r\n" + ",".join(f"`{cell}" for cell in row), encoding="utf-8-sig")
    assert errors(run(path, accountant)) == []
    assert str(Disbursement.objects.get().paid_on) == day


@pytest.mark.django_db
def test_a_refund_that_was_paid_cannot_fail_without_a_word(june, accountant, tmp_path):
    run(bill(tmp_path / "0.csv", PAID, refund("SUCCESS")), accountant)
    (said,) = errors(run(bill(tmp_path / "1.csv", refund("FAIL")), accountant))
    assert said == "The refund 50300003 of 20.00 is recorded as paid; this file says: FAIL."
    assert total(Disbursement) == Yuan(20_00)


@pytest.mark.django_db
def test_states_of_one_refund_in_one_file_follow_each_other(june, accountant, tmp_path):
    report = run(bill(tmp_path / "0.csv", PAID, refund("PROCESSING"), refund("SUCCESS")), accountant)
    assert (errors(report), total(Disbursement)) == ([], Yuan(20_00))


# --- the rule itself -----------------------------------------------------------------------------------------------

traces = st.builds(
    Trace,
    is_out=st.booleans(),
    day=st.sampled_from([DAY, date(2022, 7, 13)]),
    amount=st.sampled_from([Yuan(100), Yuan(200)]),
    own_account=st.sampled_from(["", "37001"]),
    at=st.sampled_from([None, time(9, 0), time(9, 1)]),
    payer=st.sampled_from(["", "张明", "李芳"]),
    serial=st.sampled_from(["", "1", "2"]),
    balance=st.sampled_from([None, Yuan(500), Yuan(600)]),
)


@given(st.lists(traces, max_size=12))
def test_a_file_that_comes_again_is_known_row_by_row(rows):
    again = recognise(rows, rows)
    assert all(one.likeness is Likeness.SAME for one in again)
    assert sorted(one.known for one in again) == list(range(len(rows)))


@given(st.lists(traces, max_size=8), st.lists(traces, max_size=8))
def test_nothing_known_is_two_rows_of_a_file(rows, known):
    taken = [one.known for one in recognise(rows, known) if one.likeness is Likeness.SAME]
    assert len(taken) == len(set(taken))


@given(st.lists(traces, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_a_file_does_not_matter(rows, random):
    shuffled = rows[:]
    random.shuffle(shuffled)
    assert all(one.likeness is Likeness.SAME for one in recognise(shuffled, rows))


def test_masked_accounts_and_names():
    assert same_account("1234****9876", "1234000000009876")
    assert not same_account("1234****9876", "1234000000009877")
    assert same_account("6222 0000-1", "622200001")
    assert same_name("*小华", "李小华")
    assert not same_name("*小华", "李大华")
    assert same_name("牡丹物业服务有限", "牡丹物业服务有限公司")

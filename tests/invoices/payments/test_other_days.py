"""The same movement told once more with another day: 交易日 and 记账日, or an export that was corrected (rule 26)."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.payments.domain.recognition import Likeness, Trace, recognise
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, Receipt
from invoices.modules.payments.services.reversing import reverse
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from tests.invoices.payments.papers import counts, errors, run, warnings
from tests.invoices.payments.receipts import NOW, TODAY, differences
from tests.invoices.payments.test_recognition import HEADS, paid_in, statement, total
from tests.invoices.payments.test_recognition import bill as service_bill
from tests.visitors import visitor

MANY = 400
WAITS = "This may be money that is recorded already: it waits for a person, beside its twin."
TOLD = Trace(
    False, date(2022, 7, 8), Yuan(60_00), at=time(17, 40), payer="张明", serial="880012", balance=Yuan(1060_00)
)


@pytest.mark.parametrize(
    ("again", "days", "may_be"),
    [
        (TOLD, 3, True),
        (TOLD, 8, True),
        (TOLD, 11, False),
        (replace(TOLD, at=None, payer=""), 1, True),
        (replace(TOLD, balance=Yuan(2_00)), 1, True),  # of another order of the rows, under the same long serial
        (replace(TOLD, serial=""), 1, True),
        (replace(TOLD, serial="", payer="*明"), 2, True),
        (replace(TOLD, serial="", balance=None, at=time(9)), 1, True),
        (replace(TOLD, serial="", balance=None), 4, False),
        (replace(TOLD, serial="", balance=None, payer=""), 1, False),
        (replace(TOLD, serial="", balance=None, payer="李芳"), 1, False),
        (replace(TOLD, serial="", payer="李芳"), 1, False),
        (replace(TOLD, serial="880013", balance=Yuan(1120_00)), 1, False),
        (replace(TOLD, own_account="2"), 1, True),
    ],
)
def test_what_is_told_of_another_day_may_be_the_same_and_is_never_taken_for_it(again, days, may_be):
    for later, sooner in ((again, TOLD), (TOLD, again)):
        rows = [replace(later, day=date(2022, 7, 8 + days))]
        (found,) = recognise(rows, [sooner])
        assert found.likeness is (Likeness.PERHAPS if may_be else Likeness.OTHER)
        assert found.known == (0 if may_be else None)


def test_serials_that_begin_anew_each_day_prove_nothing_of_another_day():
    told = replace(TOLD, serial="00000012", balance=Yuan(1060_00))
    (found,) = recognise([replace(told, day=date(2022, 7, 9), balance=Yuan(1120_00))], [told])
    assert found.likeness is Likeness.OTHER


def test_of_two_accounts_nothing_is_the_same():
    one = replace(TOLD, own_account="37001")
    (found,) = recognise([replace(one, own_account="37002", day=date(2022, 7, 9))], [one])
    assert found.likeness is Likeness.OTHER


@given(st.integers(1, 10), st.integers(2, 12))
def test_a_month_that_was_moved_by_some_days_finds_each_of_its_rows_once(days, count):
    known = [
        replace(TOLD, day=date(2022, 7, 1 + index), serial="", balance=Yuan(60_00 * (index + 1)))
        for index in range(count)
    ]
    moved = [replace(one, day=date.fromordinal(one.day.toordinal() + days)) for one in known]
    assert [one.known for one in recognise(moved, known)] == list(range(count))


def test_two_rows_that_may_both_be_the_one_that_is_known_both_wait():
    told = replace(TOLD, serial="", balance=None)
    rows = [replace(told, day=date(2022, 7, 9), at=time(9, minute)) for minute in (1, 2)]
    assert [one.known for one in recognise(rows, [told])] == [0, 0]
    assert [one.known for one in recognise(rows, [told, told])] == [0, 1]


@pytest.mark.parametrize("change", [{"serial": "", "balance": None}, {"serial": "", "balance": None, "payer": "张*"}])
def test_hundreds_who_pay_the_same_on_one_day_are_compared_by_what_they_say(change):
    """Each with each would be millions: a hundred thousand rows never end."""
    known = [
        Trace(False, TOLD.day, TOLD.amount, at=time(9, n % 60), payer=f"张{chr(0x5000 + n)}", serial=f"S{n:06d}")
        for n in range(MANY)
    ]
    found = recognise([replace(one, **change) for one in known], known)
    assert {one.likeness for one in found} == {Likeness.SAME}
    assert sorted(one.known for one in found) == list(range(MANY))


@pytest.mark.django_db
@pytest.mark.parametrize("head", ["记账日期", "入账日期"])
def test_an_export_with_the_booking_day_waits_beside_what_the_day_of_trade_told(
    june, accountant, reviewer, tmp_path, head
):
    rows = [
        paid_in("880012", fen=60_00, balance=60, name="李小华", day="2022-07-08"),
        ["2022-07-08", 60, "", 0, "保洁公司", "付保洁费", "880013"],
        paid_in("880014", fen=60_00, balance=60, name="赵强", day="2022-07-08"),
    ]
    first = statement(tmp_path / "a.xlsx", *rows)
    booked = [["2022-07-11", *row[1:]] for row in rows]
    again = statement(tmp_path / "b.xlsx", *booked[:2], heads=[head, *HEADS[1:]])
    assert (errors(run(first, accountant)), Receipt.objects.count()) == ([], 2)
    assert warnings(run(again, accountant)) == [WAITS, WAITS]
    twin = Receipt.objects.get(twin__isnull=False)
    assert (twin.state, twin.twin.transaction, twin.received_on) == (ReceiptState.WAITING, "880012", date(2022, 7, 11))
    out = Disbursement.objects.get(twin__isnull=False)
    assert (out.twin.transaction, out.twin.paid_on, out.balance) == ("880013", date(2022, 7, 8), Yuan(0))
    page = visitor("accountant").get(f"/payments-out/{out.pk}/").content.decode()
    assert f"/payments-out/{out.twin_id}/" in page
    assert (counts(run(again, accountant))[1], counts(run(first, accountant))[1]) == (0, 0)
    reverse(receipt=twin.pk, because="同一笔", by=reviewer, now=NOW, today=TODAY)
    assert differences() == []


@pytest.mark.django_db
def test_a_service_that_names_another_day_of_the_same_payment_is_known_and_said(june, accountant: User, tmp_path):
    paid = ("2022-07-22 23:59:50", "4200001", "SUCCESS", "60.00", "0", "0.00", "物业费", "0.36000", "60.00", "")
    run(service_bill(tmp_path / "a.csv", paid), accountant)
    report = run(service_bill(tmp_path / "b.csv", ("2022-07-23 00:00:10", *paid[1:])), accountant)
    assert (errors(report), counts(report)[1:3]) == ([], (0, 1))
    assert warnings(report) == ["4200001 is recorded on 2022-07-22 already: it stays on that day."]
    assert (total(Receipt), differences()) == (Yuan(60_00), [])
    (said,) = errors(run(service_bill(tmp_path / "c.csv", (*paid[:3], "61.00", *paid[4:8], "61.00", "")), accountant))
    assert said == "4200001 is recorded with 60.00 on 2022-07-22 already."


@pytest.mark.django_db
def test_a_receipt_that_brings_the_account_to_nothing_is_stored(june, accountant: User, tmp_path):
    path = statement(tmp_path / "a.xlsx", paid_in("1", fen=60_00, balance=0))
    assert (errors(run(path, accountant)), Receipt.objects.get().balance) == ([], Yuan(0))
    assert counts(run(path, accountant))[1] == 0

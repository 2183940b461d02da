"""The same movement told once more with another day: 交易日 and 记账日, or an export that was corrected (rule 26)."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.errors import NothingLeftToCode, PaymentStays
from invoices.modules.payments.domain.recognition import Likeness, Trace, recognise
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, DisbursementReversal, PaymentCoding, Receipt
from invoices.modules.payments.selectors.cash_book import cash_book
from invoices.modules.payments.selectors.disbursements import payments_out
from invoices.modules.payments.services import (
    PaymentCodingDraft,
    code_payment,
    record,
    reverse,
    reverse_payment_out,
    undo_coding,
)
from property_ops.framework.models import User
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from tests.invoices.payments.papers import counts, errors, run, warnings
from tests.invoices.payments.receipts import NOW, TODAY, differences, movement, on_account
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
    moment = {"because": "同一笔", "now": NOW, "today": TODAY}
    with pytest.raises(SamePerson):
        reverse_payment_out(disbursement=out.pk, by=accountant, **moment)
    reverse(receipt=twin.pk, by=reviewer, **moment)
    bank = on_account("1002")
    visitor("reviewer").post(f"/payments-out/{out.pk}/reverse/", {"because": "同一笔"})
    assert (on_account("1002") - bank, on_account("2241.05")) == (Yuan(60_00), Yuan(60_00))
    assert payments_out().get(pk=out.pk).state == "reversed"
    books_of = (Month(2022, 7), Month.of(timezone.localdate()))
    assert [cash_book(month)[1].out for month in books_of] == [Yuan(120_00), Yuan(-60_00)]
    assert (errors(run(again, accountant)), errors(run(first, accountant))) == ([], [])
    assert (Receipt.objects.count(), Disbursement.objects.count(), differences()) == (3, 2, [])


@pytest.mark.django_db
def test_a_payment_out_is_reversed_once_while_it_may_be_another_and_nobody_said_what_it_was(
    june, accountant, reviewer, tmp_path
):
    rows = [["2022-07-08", 60, "", 0, "保洁公司", "付保洁费", "880013"]]
    run(statement(tmp_path / "a.xlsx", *rows), accountant)
    run(statement(tmp_path / "b.xlsx", ["2022-07-11", *rows[0][1:]]), accountant)
    first, second = Disbursement.objects.order_by("pk")
    moment = {"because": "同一笔", "by": reviewer, "now": NOW, "today": TODAY}
    fee = PaymentCodingDraft("5603.01", Yuan(1))

    def refused(of: Disbursement) -> None:
        with pytest.raises(PaymentStays):
            reverse_payment_out(disbursement=of.pk, **moment)
        with pytest.raises(DatabaseError), transaction.atomic():
            DisbursementReversal.objects.create(
                disbursement=of, reason="同一笔", prepared_by=accountant, decided_by=reviewer, decided_at=NOW
            )

    refused(first)
    coded = code_payment(disbursement=second.pk, said=fee, by=accountant, now=NOW, today=TODAY)
    refused(second)
    undo_coding(coding=coded.pk, because="错", by=accountant, today=TODAY)
    reverse_payment_out(disbursement=second.pk, **moment)
    refused(second)
    with pytest.raises(NothingLeftToCode):
        code_payment(disbursement=second.pk, said=fee, by=accountant, now=NOW, today=TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentCoding.objects.create(
            disbursement=second, account="5603.01", amount=Yuan(1), day=TODAY, by=accountant, at=NOW
        )
    assert differences() == []


@pytest.mark.django_db
def test_a_payment_that_was_typed_wrong_and_taken_back_is_recorded_when_its_file_comes(
    june, accountant, reviewer, tmp_path
):
    """It was known by its number for ever, and the file's money was counted as unchanged."""
    typed = {"channel": PaymentChannel.WECHAT, "name": "李小华", "day": date(2022, 7, 22)}
    for fen in (6_00, 16_00):
        record(movements=[movement(fen, "4200001", **typed)], by=accountant, now=NOW, today=date(2022, 7, 31))
        wrong = Receipt.objects.order_by("-pk")[0]
        reverse(receipt=wrong.pk, because="金额录错", by=reviewer, now=NOW, today=date(2022, 7, 31))
    paid = ("2022-07-22 23:59:50", "4200001", "SUCCESS", "60.00", "0", "0.00", "物业费", "0.36000", "60.00", "")
    path = service_bill(tmp_path / "a.csv", paid)
    assert (errors(run(path, accountant)), counts(run(path, accountant))[1]) == ([], 0)
    assert Receipt.objects.exclude(state=ReceiptState.REVERSED).get().amount == Yuan(60_00)
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

"""Vouchers by hand: two persons, on their day, taken back by another voucher, and again every month."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from invoices.modules.books.domain.errors import (
    NotForVouchers,
    NothingRecurs,
    ReversedAlready,
    TooFewLines,
    VoucherDiffers,
    VoucherNotPosted,
)
from invoices.modules.books.models import ManualVoucher, ManualVoucherLine, VoucherPaper
from invoices.modules.books.public import (
    ManualLine,
    approve_manual_voucher,
    prepare_manual_voucher,
    prepare_recurring,
    reverse_manual_voucher,
)
from invoices.modules.ledger.public import Entry, MonthIsClosed, close_month, trial_balance
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import ONE_DAY, Month
from tests.property_ops.framework.pictures.photos import jpeg
from tests.visitors import visitor

NOW, DAY = datetime(2022, 7, 5, 9, 0, tzinfo=UTC), date(2022, 6, 30)
LINES = [ManualLine("5602", Yuan(300_00), about="折旧"), ManualLine("1602", Yuan(-300_00))]
pytestmark = pytest.mark.django_db


def prepared(by, lines=LINES, **more):
    return prepare_manual_voucher(voucher=ManualVoucher(day=DAY, memo="折旧", **more), lines=lines, by=by, now=NOW)


def posted(by, reviewer, **more):
    return approve_manual_voucher(voucher_id=prepared(by, **more).pk, by=reviewer, now=NOW)


def standing():
    return {code: debit - credit for code, _name, debit, credit in trial_balance() if debit != credit}


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (LINES[:1], TooFewLines),
        ([ManualLine("5602", Yuan(1)), ManualLine("1602", Yuan(-2))], VoucherDiffers),
        ([ManualLine("1122", Yuan(1)), ManualLine("1002", Yuan(-1))], NotForVouchers),
    ],
)
def test_what_is_no_voucher_is_refused(accountant, lines, error):
    with pytest.raises(error):
        prepared(accountant, lines)
    assert not ManualVoucher.objects.exists()


def test_it_is_posted_on_its_day_once_another_person_approves(accountant, reviewer):
    voucher = prepared(accountant)
    assert standing() == {}
    with pytest.raises(NotAllowed):
        approve_manual_voucher(voucher_id=voucher.pk, by=accountant, now=NOW)
    assert approve_manual_voucher(voucher_id=voucher.pk, by=reviewer, now=NOW).number == "PZ2022-000001"
    assert standing() == {"1602": Yuan(-300_00), "5602": Yuan(300_00)}
    with pytest.raises(DatabaseError), transaction.atomic():
        ManualVoucher.objects.update(memo="改")
    with pytest.raises(DatabaseError), transaction.atomic():
        ManualVoucherLine.objects.update(amount=Yuan(1))


def test_nothing_is_posted_into_a_closed_month(accountant, reviewer, manager):
    voucher = prepared(accountant)
    close_month(month=Month(2022, 6), by=manager, at=NOW)
    with pytest.raises(MonthIsClosed):
        approve_manual_voucher(voucher_id=voucher.pk, by=reviewer, now=NOW)
    assert ManualVoucher.objects.get().number is None
    with pytest.raises(MonthIsClosed):  # and said to who prepares it, not only to who approves it
        prepared(accountant)


def test_it_is_taken_back_once_by_another_voucher(accountant, reviewer):
    voucher = posted(accountant, reviewer)
    with pytest.raises(ReasonMissing):
        reverse_manual_voucher(voucher_id=voucher.pk, reason=" ", on=DAY, by=accountant, now=NOW)
    back = reverse_manual_voucher(voucher_id=voucher.pk, reason="记错", on=DAY, by=accountant, now=NOW)
    with pytest.raises(ReversedAlready):
        reverse_manual_voucher(voucher_id=voucher.pk, reason="又", on=DAY, by=accountant, now=NOW)
    approve_manual_voucher(voucher_id=back.pk, by=reviewer, now=NOW)
    assert standing() == {}
    with pytest.raises(VoucherNotPosted):
        reverse_manual_voucher(voucher_id=back.pk, reason="再", on=DAY, by=accountant, now=NOW)


def test_what_comes_every_month_is_prepared_once_in_each(accountant, reviewer):
    posted(accountant, reviewer, monthly=True)
    july = Month(2022, 7)
    assert prepare_recurring(month=july, by=accountant, now=NOW) == 1
    again = ManualVoucher.objects.get(repeats__isnull=False)
    assert (again.day, again.state, again.lines.count()) == (date(2022, 7, 31), "waiting", 2)  # the last, as June's
    with pytest.raises(NothingRecurs):
        prepare_recurring(month=july, by=accountant, now=NOW)
    with pytest.raises(NothingRecurs):
        prepare_recurring(month=Month(2022, 6), by=accountant, now=NOW)
    both = type(accountant).objects.create(username="both", is_superuser=True)
    own = prepared(both)
    with pytest.raises(VoucherNotPosted):
        reverse_manual_voucher(voucher_id=own.pk, reason="未记账", on=DAY, by=both, now=NOW)
    with pytest.raises(SamePerson), transaction.atomic():
        approve_manual_voucher(voucher_id=own.pk, by=both, now=NOW)


def test_the_papers_behind_a_voucher_are_kept_with_it_and_under_its_digest(accountant, reviewer):
    """What was approved was these papers: none is changed or added afterwards."""
    clerk = visitor("accountant")
    typed = {"day": "2022-06-20", "memo": "购办公用品", "attachments": "1", "papers": "发票1张"}
    typed |= {f"{name}_1": value for name, value in (("account", "5602"), ("debit", "88.00"))}
    typed |= {f"{name}_2": value for name, value in (("account", "1002"), ("credit", "88.00"))}
    clerk.post("/manual-vouchers/new/", typed | {"scans": SimpleUploadedFile("发票.jpg", jpeg())})
    voucher = ManualVoucher.objects.get()
    assert f"/manual-vouchers/{voucher.pk}/papers/0/medium.jpg" in clerk.text(f"/manual-vouchers/{voucher.pk}/")
    assert clerk.get(f"/manual-vouchers/{voucher.pk}/papers/0/full.jpg").headers["Content-Type"] == "image/jpeg"
    assert clerk.get(f"/manual-vouchers/{voucher.pk}/papers/1/full.jpg").status_code == 404
    assert visitor("cashier").get(f"/manual-vouchers/{voucher.pk}/papers/0/full.jpg").status_code == 403
    approve_manual_voucher(voucher_id=voucher.pk, by=reviewer, now=NOW)
    same = prepare_manual_voucher(
        voucher=ManualVoucher(day=voucher.day, memo=voucher.memo, papers=voucher.papers),
        lines=[ManualLine("5602", Yuan(88_00)), ManualLine("1002", -Yuan(88_00))], by=accountant, now=NOW,
    )  # fmt: skip
    approve_manual_voucher(voucher_id=same.pk, by=reviewer, now=NOW)
    digests = Entry.objects.filter(source__startswith="voucher/").values_list("evidence", flat=True)
    assert len(set(digests)) == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        VoucherPaper.objects.update(position=3)


def test_a_day_to_come_is_asked_about_once(shipped):
    tomorrow = timezone.localdate() + ONE_DAY
    typed = {"day": str(tomorrow), "memo": "下月房租", "attachments": "0"}
    typed |= {"account_1": "5602", "debit_1": "300", "account_2": "2202", "credit_2": "300"}
    client = visitor("accountant", language="zh-hans")
    asked = client.post("/manual-vouchers/new/", typed)
    assert asked.status_code == 422
    assert "确定吗？" in asked.content.decode()
    assert client.post("/manual-vouchers/new/", typed).status_code == 302
    assert ManualVoucher.objects.get().day == tomorrow

"""Cost vouchers: four eyes, numbered without gaps, posted once, frozen, taken back by a reversal; and their import."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from invoices.modules.breakeven.domain.errors import NotPosted, SameVoucherAgain, VoucherReversedAlready
from invoices.modules.breakeven.public import (
    CostKind,
    CostVoucher,
    approve_vouchers,
    prepare_voucher,
    result_of,
    reverse_voucher,
)
from invoices.modules.breakeven.verifiers import verify
from invoices.modules.ledger.public import entry_of
from property_ops.framework.approval.domain import ApprovalState, NothingToApprove
from property_ops.framework.approval.services import withdraw
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.testing import EstateFactory
from tests.property_ops.framework.importing.papers import counts, errors, only_error, run, workbook

NOW, TODAY = datetime(2022, 7, 4, 9, 0, tzinfo=UTC), date(2022, 7, 5)
YEAR = Period(date(2022, 1, 1), date(2023, 1, 1))
HEADS = ["小区", "月份", "费用类别", "金额(元)", "摘要", "凭证号", "附件"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


def prepared(estate, by, reference="记-1", **more):
    usual = {"kind": CostKind.objects.get(code="cleaning"), "amount": Yuan(4300_00), "memo": "6月保洁"}
    voucher = CostVoucher(estate=estate, month=date(2022, 6, 1), reference=reference, **(usual | more))
    return prepare_voucher(voucher=voucher, by=by, now=NOW)


def approve(by, *vouchers):
    return approve_vouchers(ids=[voucher.pk for voucher in vouchers], by=by, now=NOW, today=TODAY)


def differences():
    return [difference for check in verify() for difference in check.differences]


def test_approved_by_another_person_it_is_numbered_and_posted(estate, accountant, reviewer):
    voucher = prepared(estate, accountant)
    assert result_of("BC01", YEAR).cost == ZERO
    assert approve(reviewer, voucher) == 1
    voucher.refresh_from_db()
    assert (voucher.number, voucher.state, voucher.posted_on) == ("FY2022-000001", ApprovalState.APPROVED, TODAY)
    entry = entry_of("cost/FY2022-000001")
    assert [(leg.account.code, leg.estate, leg.subledger, leg.party, leg.amount) for leg in entry.legs.all()] == [
        ("2202", "BC01", "", "", Yuan(-4300_00)),
        ("5401.12", "BC01", "residents", "FY2022-000001", Yuan(4300_00)),
    ]
    assert differences() == []


def test_a_cost_that_common_income_pays_is_its_funding_too(estate, accountant, reviewer):
    approve(reviewer, prepared(estate, accountant, funding="common_income"))
    result = result_of("BC01", YEAR)
    assert (result.cost, result.income, result.balance) == (Yuan(4300_00), Yuan(4300_00), ZERO)


def test_nobody_approves_their_own(estate, accountant):
    manager = UserFactory(role="manager")
    manager.groups.add(*accountant.groups.all())
    own = prepared(estate, manager)
    other = prepared(estate, accountant, "记-2")
    with pytest.raises(SamePerson):
        approve(manager, other, own)
    assert set(CostVoucher.objects.values_list("state", flat=True)) == {ApprovalState.WAITING}
    with pytest.raises(IntegrityError), transaction.atomic():
        CostVoucher.objects.filter(pk=own.pk).update(decided_by=manager)


def test_an_accountant_does_not_approve_and_a_reviewer_does_not_prepare(estate, accountant, reviewer):
    with pytest.raises(NotAllowed):
        approve(accountant, prepared(estate, accountant))
    with pytest.raises(NotAllowed):
        prepared(estate, reviewer, "记-2")


def test_approving_twice_posts_once(estate, accountant, reviewer):
    voucher = prepared(estate, accountant)
    approve(reviewer, voucher)
    with pytest.raises(NothingToApprove):
        approve(reviewer, voucher)
    assert result_of("BC01", YEAR).cost == Yuan(4300_00)


def test_a_posted_voucher_is_frozen(estate, accountant, reviewer):
    voucher = prepared(estate, accountant)
    approve(reviewer, voucher)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        CostVoucher.objects.filter(pk=voucher.pk).update(amount=Yuan(1))
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        CostVoucher.objects.filter(pk=voucher.pk).delete()


def test_a_reversal_takes_it_back_once_and_by_two_people(estate, accountant, reviewer):
    voucher = prepared(estate, accountant)
    with pytest.raises(NotPosted):
        reverse_voucher(voucher_id=voucher.pk, reason="重复", by=accountant, now=NOW)
    approve(reviewer, voucher)
    with pytest.raises(ReasonMissing):
        reverse_voucher(voucher_id=voucher.pk, reason="  ", by=accountant, now=NOW)
    reversal = reverse_voucher(voucher_id=voucher.pk, reason="重复入账", by=accountant, now=NOW)
    with pytest.raises(VoucherReversedAlready):
        reverse_voucher(voucher_id=voucher.pk, reason="重复入账", by=accountant, now=NOW)
    assert result_of("BC01", YEAR).cost == Yuan(4300_00)
    approve(reviewer, reversal)
    assert result_of("BC01", YEAR).cost == ZERO
    assert differences() == []


def test_a_withdrawn_voucher_is_never_posted(estate, accountant, reviewer):
    voucher = prepared(estate, accountant)
    withdraw(CostVoucher, voucher.pk, by=accountant, now=NOW)
    with pytest.raises(NothingToApprove):
        approve(reviewer, voucher)
    with pytest.raises(IllegalMove):
        withdraw(CostVoucher, voucher.pk, by=accountant, now=NOW)
    assert prepared(estate, accountant).state == ApprovalState.WAITING


def test_one_paper_is_entered_once(estate, accountant):
    prepared(estate, accountant)
    with pytest.raises(SameVoucherAgain):
        prepared(estate, accountant)


def listed(folder, *rows):
    return run(workbook(folder / "费用.xlsx", {"费用明细": [["2022年费用明细"], HEADS, *rows]}))


ROW = ["牡丹花园", "2022年6月", "保洁费", "4,300.00元", "6月保洁", "记-1", "发票1张"]


def test_a_list_is_imported_and_a_second_import_changes_nothing(tmp_path, estate):
    assert counts(listed(tmp_path, ROW)) == [("费用明细", 1, 1, 0, 0, 0)]
    voucher = CostVoucher.objects.get()
    assert (voucher.kind.code, voucher.amount, voucher.month, voucher.state) == (
        "cleaning",
        Yuan(4300_00),
        date(2022, 6, 1),
        ApprovalState.WAITING,
    )
    assert counts(listed(tmp_path, ROW)) == [("费用明细", 1, 0, 0, 1, 0)]


def test_one_bad_row_keeps_the_whole_file_out(tmp_path, estate):
    report = listed(tmp_path, ROW, [*ROW[:2], "烟火", 1, "?", "记-2", ""])
    assert only_error(report).message == "There is no such kind of cost."
    assert not CostVoucher.objects.exists()


def test_a_cost_of_zero_and_one_without_a_voucher_are_refused(tmp_path, estate):
    report = listed(tmp_path, [*ROW[:3], 0, *ROW[4:]], [*ROW[:5], None, ""])
    assert len(errors(report)) == 2


def test_a_waiting_voucher_follows_a_corrected_list_a_posted_one_does_not(tmp_path, estate, reviewer):
    listed(tmp_path, ROW)
    corrected = [*ROW[:3], "4,400.00", *ROW[4:]]
    assert counts(listed(tmp_path, corrected)) == [("费用明细", 1, 0, 1, 0, 0)]
    approve(reviewer, CostVoucher.objects.get())
    assert "FY2022-000001" in only_error(listed(tmp_path, ROW)).message
    assert CostVoucher.objects.get().amount == Yuan(4400_00)


def test_numbers_have_no_gap_within_a_year(estate, accountant, reviewer):
    vouchers = [prepared(estate, accountant, f"记-{number}") for number in range(3)]
    approve(reviewer, *vouchers[1:])
    approve(reviewer, vouchers[0])
    numbers = CostVoucher.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["FY2022-000001", "FY2022-000002", "FY2022-000003"]

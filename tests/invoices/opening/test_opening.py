"""Taking over: balances, old arrears with their age, prepayments, deposits; each once, by two people, undone whole."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.billing.public import Bill
from invoices.modules.ledger.public import balances_of_account, close_month, trial_balance
from invoices.modules.opening.domain.errors import (
    FirstMonthClosed,
    IncomeNotTakenOver,
    NothingToTakeOver,
    NotTakenOver,
    OpeningDiffers,
    OpeningToCome,
    TakenOverAlready,
    UsedAlready,
)
from invoices.modules.opening.models import Opening, OpeningLine
from invoices.modules.opening.public import (
    BalanceLine,
    approve_opening,
    not_listed_yet,
    prepare_opening,
    undo_opening,
)
from invoices.modules.opening.verifiers import verify
from invoices.modules.receivables.public import PayerAccount, allocate, open_lines, unapplied_credits
from invoices.modules.receivables.testing import posted_credit
from invoices.modules.receivables.verifiers import verify as verify_items
from property_ops.framework.importing import import_files
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.property_ops.framework.importing.papers import errors, workbook

DAY, NOW, TODAY = date(2021, 12, 31), datetime(2022, 1, 3, 9, 0, tzinfo=UTC), date(2022, 1, 3)
TITLE = "截至2021年12月31日"
BALANCES = [
    ("1002", Yuan(50_000_00)), ("1122", Yuan(1_300_00)), ("2203", Yuan(-200_00)), ("2241.04", Yuan(-500_00)),
    ("3001", Yuan(-50_600_00)),
]  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(shipped):
    estate = EstateFactory(code="BC01", name="牡丹花园")
    return owned_unit(owner="李小华", estate=estate, building=5, entrance=2, room="301", code="BC01-5-2-301")


def balances(*lines):
    return [BalanceLine(account, amount) for account, amount in lines]


def taken_over(by, reviewer):
    paper = prepare_opening(day=DAY, reference="2021年账", balances=balances(*BALANCES), by=by, now=NOW)
    return approve_opening(opening_id=paper.pk, by=reviewer, now=NOW)


def imported(tmp_path, by, name, heads, *rows):
    path = workbook(tmp_path / f"{name}.xlsx", {name: [[f"{name} {TITLE}"], heads, *rows]})
    return import_files(paths=[path], by=by, as_of=TODAY)


def lists(tmp_path, by):
    imported(tmp_path, by, "欠费清单", ["小区", "房号", "业主", "欠费月份", "应缴日期", "期初欠费"],
             ["牡丹花园", "5-2-301", "李小华", "2021-08", "2021-08-31", 800],
             ["牡丹花园", "5-2-301", "李小华", "2021-11", "", 500])  # fmt: skip
    imported(tmp_path, by, "预收清单", ["小区", "房号", "期初预收"], ["牡丹花园", "5-2-301", 200])
    imported(tmp_path, by, "押金清单", ["小区", "房号", "摘要", "期初押金"], ["牡丹花园", "5-2-301", "装修押金", 500])


def approved_lists(tmp_path, by, reviewer):
    lists(tmp_path, by)
    for paper in Opening.objects.filter(Opening.WAITS).order_by("pk"):
        approve_opening(opening_id=paper.pk, by=reviewer, now=NOW)


def standing():
    return {code: debit - credit for code, _name, debit, credit in trial_balance() if debit != credit}


def faults():
    return [one.says % one.facts for check in (*verify(), *verify_items()) for one in check.differences]


def test_balances_are_posted_on_their_day_once_another_person_approves(accountant, reviewer):
    paper = prepare_opening(day=DAY, reference="2021年账", balances=balances(*BALANCES), by=accountant, now=NOW)
    assert standing() == {}
    with pytest.raises(NotAllowed):
        approve_opening(opening_id=paper.pk, by=accountant, now=NOW)
    approve_opening(opening_id=paper.pk, by=reviewer, now=NOW)
    paper.refresh_from_db()
    assert paper.number == "QC2021-000001"
    assert standing() == {"1002": Yuan(50_000_00), "3001": Yuan(-50_600_00), "3109": Yuan(600_00)}
    assert not_listed_yet() == Yuan(600_00)


def test_the_lists_make_up_what_the_balances_say_of_households(home, accountant, reviewer, tmp_path):
    taken_over(accountant, reviewer)
    approved_lists(tmp_path, accountant, reviewer)
    assert not_listed_yet() == Yuan(0)
    assert standing() == {
        "1002": Yuan(50_000_00), "1122": Yuan(1_100_00), "2241.04": Yuan(-500_00), "3001": Yuan(-50_600_00),
    }  # fmt: skip
    party = str(home.tenures.get().pk)
    assert balances_of_account("2241.04") == {("BC01-5-2-301", party): Yuan(-500_00)}
    assert faults() == []


def test_old_arrears_are_open_lines_with_their_age_and_are_paid_like_all_others(home, accountant, reviewer, tmp_path):
    approved_lists(tmp_path, accountant, reviewer)
    found = list(open_lines().order_by("due_day").values_list("item_name", "due_day", "amount", "bill__month"))
    assert [row[1:3] for row in found] == [
        (date(2021, 8, 31), Yuan(800_00)), (date(2021, 11, 30), Yuan(500_00)),
    ]  # fmt: skip
    assert {bill.issued_on for bill in Bill.objects.all()} == {DAY}
    account = PayerAccount(home.code, str(home.tenures.get().pk))
    posted_credit(account, Yuan(900_00), on=TODAY, source="receipt/1")
    allocate(accounts=[account], by=accountant)
    left = dict(open_lines().values_list("due_day", "open"))
    assert left.get(date(2021, 8, 31)) is None  # 200 of the prepayment and 900: the oldest is paid first
    assert left[date(2021, 11, 30)] == Yuan(200_00)
    assert faults() == []


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([("1002", Yuan(100)), ("3001", Yuan(-99))], OpeningDiffers),
        ([("1002", Yuan(100)), ("5001.01", Yuan(-100))], IncomeNotTakenOver),
        ([], NothingToTakeOver),
    ],
)
def test_what_does_not_balance_or_is_income_is_refused(accountant, lines, error):
    with pytest.raises(error):
        prepare_opening(day=DAY, reference="账", balances=balances(*lines), by=accountant, now=NOW)
    assert not Opening.objects.exists()


def test_balances_come_by_workbook_where_they_balance_and_are_on_accounts_that_have_balances(accountant, tmp_path):
    def told(*rows):
        heads = ["科目编码", "科目名称", "期初借方余额", "期初贷方余额"]
        return [one.says for one in errors(imported(tmp_path, accountant, "期初余额", heads, *rows))]

    capital = ["3001", "实收资本", "", 100]
    for wrong, says in (
        (["1002", "银行存款", 99, ""], "do not balance"),
        (["5001.01", "物业费收入", 100, ""], "No balance is taken over"),
        (["1234", "没有的", 100, ""], "No balance is taken over"),
    ):
        (said,) = told(wrong, capital)
        assert says in said
    assert not Opening.objects.exists()
    assert told(["1002", "银行存款", 100, ""], ["1001", "库存现金", "", ""], capital) == []
    lines = OpeningLine.objects.order_by("position").values_list("account", "amount")
    assert list(lines) == [("1002", Yuan(100_00)), ("3001", Yuan(-100_00))]


def test_one_flat_in_two_spellings_owes_once_unless_the_remark_says_what_for(home, accountant, tmp_path):
    heads = ["小区", "房号", "欠费月份", "期初欠费", "摘要"]
    first, again = ["牡丹花园", "5-2-301", "2021-08", 800], ["牡丹花园", "五号楼二单元0301", "2021-08", 800]
    (file,) = imported(tmp_path, accountant, "欠费清单", heads, [*first, ""], [*again, ""]).files
    assert file.has_errors
    assert not Opening.objects.exists()
    imported(tmp_path, accountant, "欠费清单", heads, [*first, ""], [*again, "停车费"])
    assert [line.about for line in OpeningLine.objects.order_by("position")] == ["", "停车费"]


def test_balances_of_a_day_to_come_are_not_taken_over(accountant, reviewer):
    to_come = date(2022, 1, 4)
    paper = prepare_opening(day=to_come, reference="账", balances=balances(*BALANCES), by=accountant, now=NOW)
    with pytest.raises(OpeningToCome):
        approve_opening(opening_id=paper.pk, by=reviewer, now=NOW)
    assert standing() == {}


def test_each_paper_is_taken_over_once(home, accountant, reviewer, tmp_path):
    taken_over(accountant, reviewer)
    with pytest.raises(TakenOverAlready):
        prepare_opening(day=DAY, reference="又一份", balances=balances(*BALANCES), by=accountant, now=NOW)
    approved_lists(tmp_path, accountant, reviewer)
    lists(tmp_path, accountant)
    assert Opening.objects.count() == 4
    imported(tmp_path, accountant, "预收清单", ["小区", "房号", "期初预收"], ["牡丹花园", "5-2-301", 999])
    assert Opening.objects.count() == 4
    assert (unapplied_credits().count(), open_lines().count()) == (1, 2)


def test_all_of_it_is_undone_by_another_person_until_the_first_close(home, accountant, reviewer, manager, tmp_path):
    paper = taken_over(accountant, reviewer)
    imported(tmp_path, accountant, "欠费清单", ["小区", "房号", "欠费月份", "期初欠费"],
             ["牡丹花园", "5-2-301", "2021-08", 800])  # fmt: skip
    arrears = Opening.objects.get(kind="arrears")
    approve_opening(opening_id=arrears.pk, by=reviewer, now=NOW)
    with pytest.raises(ReasonMissing):
        undo_opening(opening_id=paper.pk, because=" ", by=reviewer, today=TODAY)
    with pytest.raises(NotAllowed):
        undo_opening(opening_id=paper.pk, because="错", by=accountant, today=TODAY)
    for one in (paper, arrears):
        undo_opening(opening_id=one.pk, because="抄错了", by=manager, today=TODAY)
    assert standing() == {}
    assert not open_lines().exists()
    assert faults() == []
    with pytest.raises(NotTakenOver):
        undo_opening(opening_id=paper.pk, because="再来", by=manager, today=TODAY)
    again = taken_over(accountant, reviewer)
    close_month(month=Month(2021, 12), by=manager, at=NOW)
    with pytest.raises(FirstMonthClosed):
        undo_opening(opening_id=again.pk, because="晚了", by=manager, today=TODAY)


def test_prepayments_are_undone_while_they_are_whole(home, accountant, reviewer, manager, tmp_path):
    imported(tmp_path, accountant, "预收清单", ["小区", "房号", "期初预收"], ["牡丹花园", "5-2-301", 200])
    paper = Opening.objects.get()
    approve_opening(opening_id=paper.pk, by=reviewer, now=NOW)
    undo_opening(opening_id=paper.pk, because="抄错了", by=manager, today=TODAY)
    assert standing() == {}
    assert not unapplied_credits().exists()


def test_what_was_paid_of_it_keeps_it_from_being_undone(home, accountant, reviewer, manager, tmp_path):
    approved_lists(tmp_path, accountant, reviewer)
    allocate(accounts=[PayerAccount(home.code, str(home.tenures.get().pk))], by=accountant)
    for kind in ("arrears", "prepayments"):
        with pytest.raises(UsedAlready), transaction.atomic():
            undo_opening(opening_id=Opening.objects.get(kind=kind).pk, because="错", by=manager, today=TODAY)
    assert faults() == []


def test_who_prepared_it_neither_approves_nor_undoes_it(reviewer, accountant):
    paper = taken_over(accountant, reviewer)
    superuser = type(accountant).objects.create(username="both", is_superuser=True)
    undo_opening(opening_id=paper.pk, because="重来", by=superuser, today=TODAY)
    own = prepare_opening(day=DAY, reference="自己的", balances=balances(*BALANCES), by=superuser, now=NOW)
    with pytest.raises(SamePerson), transaction.atomic():
        approve_opening(opening_id=own.pk, by=superuser, now=NOW)
    approve_opening(opening_id=own.pk, by=reviewer, now=NOW)
    with pytest.raises(SamePerson), transaction.atomic():
        undo_opening(opening_id=own.pk, because="自己撤", by=superuser, today=TODAY)


def test_the_database_keeps_what_was_taken_over(accountant, reviewer):
    paper = taken_over(accountant, reviewer)
    for change in (
        lambda: Opening.objects.filter(pk=paper.pk).update(day=TODAY),
        lambda: Opening.objects.filter(pk=paper.pk).delete(),
        lambda: OpeningLine.objects.filter(opening=paper).update(amount=Yuan(1)),
        lambda: OpeningLine.objects.create(opening=paper, position=99, account="1001", amount=Yuan(1)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_list_without_its_day_or_with_an_unknown_payer_is_refused(home, accountant, tmp_path):
    path = workbook(tmp_path / "欠费.xlsx", {"欠费": [["小区", "房号", "欠费月份", "期初欠费"],
                                                    ["牡丹花园", "5-2-301", "2021-08", 800]]})  # fmt: skip
    import_files(paths=[path], by=accountant, as_of=TODAY)
    imported(tmp_path, accountant, "欠费清单", ["小区", "房号", "业主", "欠费月份", "期初欠费"],
             ["牡丹花园", "5-2-301", "没有这人", "2021-08", 800])  # fmt: skip
    assert not Opening.objects.exists()

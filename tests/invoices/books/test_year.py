"""A whole year of the books, taken over at its beginning, tied to sums that are kept here beside them."""

from collections import defaultdict
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from openpyxl import load_workbook

from invoices.modules.books.domain.errors import IncomeStillOpen, NothingToCarry
from invoices.modules.books.models import ManualVoucher, Voucher, VoucherEntry
from invoices.modules.books.public import (
    ManualLine,
    approve_manual_voucher,
    carry_forward,
    end_year,
    number_vouchers,
    prepare_manual_voucher,
    statements_of,
)
from invoices.modules.books.reports.statement_paper import statements_pdf
from invoices.modules.books.reports.workbook import write_workbook
from invoices.modules.books.selectors import trial_lines
from invoices.modules.books.verifiers import verify
from invoices.modules.ledger.public import EntryDraft, Leg, close_month, post
from invoices.modules.opening.public import BalanceLine, approve_opening, prepare_opening
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory

YEAR, NOW = 2022, datetime(2023, 1, 5, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db
OPENING = {"1002": 500_000_00, "1403": 80_000_00, "2202": -60_000_00, "3001": -520_000_00}


class Beside:
    """The sums of all that is posted, kept without the product."""

    def __init__(self):
        self.balance = defaultdict(int)
        self.cash = defaultdict(int)
        self.result = defaultdict(int)

    def take(self, *legs):
        for account, fen in legs:
            self.balance[account] += fen
            if account[0] == "5":
                self.result[account] += fen
        return tuple(Leg(account, "BC01", "BC01-1-1-1" if account == "1122" else "", "", fen) for account, fen in legs)


def posted(beside, source, day, *legs):
    post([EntryDraft(source, day, day.replace(day=1), source, beside.take(*legs))])


def keep(accountant, reviewer, manager):
    """Twelve months with bills, receipts, costs, wages and a manual voucher each; every month closed but the last."""
    beside = Beside()
    EstateFactory(code="BC01", name="牡丹花园")
    paper = prepare_opening(
        day=date(2021, 12, 31), reference="2021年账", by=accountant, now=NOW,
        balances=[BalanceLine(code, Yuan(fen)) for code, fen in OPENING.items()],
    )  # fmt: skip
    approve_opening(opening_id=paper.pk, by=reviewer, now=NOW)
    for account, fen in OPENING.items():
        beside.balance[account] += fen
    close_month(month=Month(2021, 12), by=manager, at=NOW)
    for number in range(1, 13):
        month(beside, Month(YEAR, number), accountant, reviewer)
        if number < 12:
            number_vouchers(month=Month(YEAR, number), by=accountant, now=NOW)
            close_month(month=Month(YEAR, number), by=manager, at=NOW)
    return beside


def month(beside, of, accountant, reviewer):
    fee, paid, wages, cleaning = 40_000_00 + of.number, 36_000_00 + of.number * 7, 18_000_00, 9_000_00 + of.number
    day = of.start.replace(day=20)
    posted(beside, f"bill/{of}/1", day, ("1122", fee), ("5001.01", -fee))
    posted(beside, f"receipt/{of}/1", day, ("1002", paid), ("1122", -paid))
    posted(beside, f"cost/{of}/1", day, ("5401.11", wages), ("2211", -wages))
    posted(beside, f"cost/{of}/2", day, ("5401.12", cleaning), ("2202", -cleaning))
    posted(beside, f"disbursement/{of}/1", day, ("2211", wages), ("1002", -wages))
    posted(beside, f"disbursement/{of}/2", day, ("2202", 5_000_00), ("1002", -5_000_00))
    posted(beside, f"disbursement/{of}/3", day, ("5603.01", 12_34), ("1002", -12_34))
    beside.cash["came"] += paid
    beside.cash["wages"] += wages
    beside.cash["bought"] += 5_000_00
    beside.cash["other"] += 12_34
    voucher = ManualVoucher(day=day, memo="办公费")
    lines = [ManualLine("5602", Yuan(300_00)), ManualLine("2202", Yuan(-300_00))]
    found = prepare_manual_voucher(voucher=voucher, lines=lines, by=accountant, now=NOW)
    approve_manual_voucher(voucher_id=found.pk, by=reviewer, now=NOW)
    beside.take(("5602", 300_00), ("2202", -300_00))


def line(rows, number):
    return next((row.first, row.second) for row in rows if row.line.number == number)


def test_a_year_from_taking_over_to_the_first_month_of_the_next(accountant, reviewer, manager):
    beside = keep(accountant, reviewer, manager)
    december = Month(YEAR, 12)
    before = statements_of(december)
    profit = Yuan(-sum(beside.result.values()))
    with pytest.raises(IncomeStillOpen):
        end_year(year=YEAR, by=accountant)
    assert carry_forward(month=december, by=accountant) == profit
    with pytest.raises(NothingToCarry):
        carry_forward(month=december, by=accountant)
    assert end_year(year=YEAR, by=accountant) == profit
    number_vouchers(month=december, by=accountant, now=NOW)
    close_month(month=december, by=manager, at=NOW)
    found = statements_of(december)

    # Carrying forward changes no figure of any statement.
    assert [(row.first, row.second) for row in found.income] == [(row.first, row.second) for row in before.income]
    assert line(found.liabilities, 51) == line(before.liabilities, 51)
    assert found.agree
    assert before.agree

    # Independent of the product: the sums kept beside.
    money = beside.balance["1002"]
    assert line(found.assets, 1) == (Yuan(money), Yuan(OPENING["1002"]))
    assert line(found.assets, 4)[0] == Yuan(beside.balance["1122"])
    assert line(found.liabilities, 33) == (Yuan(-beside.balance["2202"]), Yuan(60_000_00))
    assert line(found.liabilities, 51) == (profit, ZERO)
    assert line(found.assets, 30)[0] == line(found.liabilities, 53)[0]
    assert line(found.income, 1)[0] == Yuan(-beside.result["5001.01"])
    assert line(found.income, 2)[0] == Yuan(beside.result["5401.11"] + beside.result["5401.12"])
    assert line(found.income, 32)[0] == profit
    cash = {number: year for number, (year, _month) in found.cash.items()}
    assert [cash[n] for n in (1, 3, 4, 6)] == [Yuan(beside.cash[n]) for n in ("came", "bought", "wages", "other")]
    assert (cash[21], cash[22]) == (Yuan(OPENING["1002"]), Yuan(money))

    # The new year opens with what the old one left, and nothing of income or cost.
    january = Month(YEAR + 1, 1)
    posted(beside, "bill/2023-01/1", date(2023, 1, 20), ("1122", 100_00), ("5001.01", -100_00))
    opened = {row.code: row.year_opening for row in trial_lines(january)}
    assert opened["1002"] == Yuan(money)
    assert opened["3104"] == -profit
    assert [code for code, balance in opened.items() if code[0] == "5" and balance] == []
    after = statements_of(january)
    assert after.agree
    assert line(after.income, 32)[0] == Yuan(100_00)
    assert line(after.liabilities, 51) == (profit + Yuan(100_00), profit)
    _papers(found, trial_lines(december))
    assert [one.says % one.facts for check in verify() for one in check.differences] == []
    assert Voucher.objects.filter(month=date(YEAR, 1, 1)).count() == 5  # two costs and three payments on one each


def _papers(found, trial):
    """The workbook's formulas say what its values do; its figures are numbers."""
    file = BytesIO()
    write_workbook(file, company="城市物业", trial=trial, found=found)
    values, formulas = load_workbook(file, data_only=True), load_workbook(file)
    assert values.sheetnames == ["科目余额表", "资产负债表", "利润表", "现金流量表"]
    sheet, written = values["利润表"], formulas["利润表"]
    places = {sheet.cell(row, 2).value: row for row in range(5, 5 + len(found.income))}
    assert sheet.cell(places[32], 3).value == float(line(found.income, 32)[0].as_decimal())
    assert written.cell(places[32], 3).value == f"=C{places[30]}-C{places[31]}"
    foot = values["科目余额表"].max_row
    cells = values["科目余额表"]
    assert [round(cells.cell(foot, c).value - cells.cell(foot, c + 1).value, 2) for c in range(3, 13, 2)] == [0] * 5
    assert formulas["资产负债表"].freeze_panes == "A5"
    assert formulas["资产负债表"].page_setup.orientation == "landscape"
    assert statements_pdf(found).startswith(b"%PDF")


def test_vouchers_and_their_entries_stay_as_they_are(accountant, reviewer):
    beside = Beside()
    posted(beside, "bill/1", date(2022, 1, 20), ("1122", 100_00), ("5001.01", -100_00))
    posted(beside, "bill/2", date(2022, 1, 20), ("1122", 50_00), ("5001.01", -50_00))
    assert number_vouchers(month=Month(2022, 1), by=accountant, now=NOW) == 1
    posted(beside, "bill/3", date(2022, 1, 21), ("1122", 1_00), ("5001.01", -1_00))
    assert number_vouchers(month=Month(2022, 1), by=accountant, now=NOW) == 1
    assert [one.name for one in Voucher.objects.order_by("number")] == ["记-0001", "记-0002"]
    for change in (
        lambda: Voucher.objects.update(number=7),
        lambda: VoucherEntry.objects.all().delete(),
        lambda: Voucher.objects.first().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

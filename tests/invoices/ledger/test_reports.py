"""Trial balance, ledger of an account, statement of an account, Beancount."""

from datetime import date
from itertools import count

import pytest
from beancount import loader
from beancount.core.data import Transaction
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.ledger import selectors
from invoices.modules.ledger.domain.account_statement import statement_of
from invoices.modules.ledger.domain.errors import OfTheWholeOnly
from invoices.modules.ledger.domain.reports import Basis, ReportScope, TrialRow, total_of, with_headings
from invoices.modules.ledger.public import EntryDraft, account_statements, post
from invoices.modules.ledger.services import write_beancount
from property_ops.framework.accounts import system_user
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period

JUNE, JULY = Month(2022, 6), Month(2022, 7)
HOME, SHOP = "BC01-1-1-101", "BC02-1-1-102"


def entry(source, day, month, *legs):
    return EntryDraft(source, day, month.start, f"memo {source}", legs)


@pytest.fixture
def posted(shipped):
    """Two bills of June and one of July, a receipt of July, an advance of July that pays a bill in August."""

    def owed(fen, estate="BC01", home=HOME, party="7"):
        return ("1122", estate, home, party, fen)

    def advance(fen):
        return ("2203", "BC01", HOME, "7", fen)

    july, august = date(2022, 7, 6), date(2022, 8, 5)
    post(
        [
            entry("bill/1", date(2022, 6, 30), JUNE, owed(100_00), ("5001.01", "BC01", "", "", -100_00)),
            entry("bill/2", july, JUNE, owed(40_00, "BC02", SHOP, "9"), ("5001.02", "BC02", "", "", -40_00)),
            entry("receipt/1", july, JULY, ("1002", "BC01", "", "", 130_00), owed(-100_00), advance(-30_00)),
            entry("bill/3", august, JULY, owed(50_00), ("5001.01", "BC01", "", "", -50_00)),
            entry("advance/1", august, JULY, advance(30_00), owed(-30_00)),
        ]
    )


def trial(scope):
    return [(row.code, row.opening.fen, row.debit.fen, row.credit.fen) for row in selectors.trial_balance_of(scope)]


def test_the_trial_balance_has_what_was_before_what_moved_and_the_sums_of_sub_accounts(posted):
    rows = selectors.trial_balance_of(ReportScope(JULY.period))
    assert trial(ReportScope(JULY.period)) == [
        ("1002", 0, 130_00, 0),
        ("1122", 100_00, 40_00, 100_00),
        ("2203", 0, 0, 30_00),
        ("5001", -100_00, 0, 40_00),
        ("5001.01", -100_00, 0, 0),
        ("5001.02", 0, 0, 40_00),
    ]
    total = total_of(rows)
    assert (total.opening_debit, total.opening_credit) == (Yuan(100_00), Yuan(100_00))
    assert (total.debit, total.credit) == (Yuan(170_00), Yuan(170_00))
    assert (total.closing_debit, total.closing_credit) == (Yuan(170_00), Yuan(170_00))


def test_it_can_be_of_one_estate_and_by_the_month_entries_belong_to(posted):
    assert trial(ReportScope(JULY.period, ("BC02",))) == [
        ("1122", 0, 40_00, 0), ("5001", 0, 0, 40_00), ("5001.02", 0, 0, 40_00),
    ]  # fmt: skip
    assert trial(ReportScope(JUNE.period, None, Basis.MONTH)) == [
        ("1122", 0, 140_00, 0), ("5001", 0, 0, 140_00), ("5001.01", 0, 0, 100_00), ("5001.02", 0, 0, 40_00),
    ]  # fmt: skip


def test_the_ledger_of_an_account_runs_from_its_opening_to_its_closing_balance(posted):
    scope = ReportScope(Period(date(2022, 7, 1), date(2022, 9, 1)))
    legs, opening = selectors.legs_of("1122", scope), selectors.opening_of("1122", scope)
    lines = [(line.source, line.amount.fen, line.balance.fen) for line in selectors.postings(legs, opening)]
    assert opening == Yuan(100_00)
    assert lines == [
        ("bill/2", 40_00, 140_00), ("receipt/1", -100_00, 40_00), ("bill/3", 50_00, 90_00),
        ("advance/1", -30_00, 60_00),
    ]  # fmt: skip
    page = [(line.source, line.balance.fen) for line in selectors.postings(legs, opening, start=2, stop=3)]
    assert page == [("bill/3", 90_00)]
    months = selectors.months_of("1122", scope)
    assert [(one.month, one.debit.fen, one.credit.fen, one.closing.fen) for one in months] == [
        (date(2022, 7, 1), 40_00, 100_00, 40_00), (date(2022, 8, 1), 50_00, 30_00, 60_00),
    ]  # fmt: skip


def test_a_heading_account_has_the_postings_of_its_sub_accounts(posted):
    scope = ReportScope(Period(date(2022, 1, 1), date(2023, 1, 1)))
    lines = list(selectors.postings(selectors.legs_of("5001", scope), ZERO))
    assert [line.account for line in lines] == ["5001.01", "5001.02", "5001.01"]
    assert lines[-1].balance == Yuan(-190_00)


def test_the_statement_of_an_account_says_what_was_owed_charged_and_paid(posted):
    (found,) = account_statements(JULY.period, estates=["BC01"])
    assert (found.account, found.party, found.opening, found.closing) == (HOME, "7", Yuan(100_00), Yuan(-30_00))
    assert [(line.source, line.amount.fen, line.balance.fen) for line in found.lines] == [
        ("receipt/1", -130_00, -30_00)
    ]
    august = Month(2022, 8).period
    (later,) = account_statements(august, account=HOME, party="7")
    assert [(line.source, line.amount.fen) for line in later.lines] == [("bill/3", 50_00)]
    assert (later.opening, later.charged, later.paid, later.closing) == (Yuan(-30_00), Yuan(50_00), ZERO, Yuan(20_00))


def test_the_statement_of_an_account_closes_where_its_sub_ledger_stands(posted):
    period = Period(date(2022, 1, 1), date(2023, 1, 1))
    stands = {(one.estate, one.account, one.party): one.closing for one in account_statements(period)}
    assert stands == selectors.account_balances(period)
    assert stands == {("BC01", HOME, "7"): Yuan(20_00), ("BC02", SHOP, "9"): Yuan(40_00)}


@given(st.lists(st.tuples(st.dates(date(2022, 1, 1), date(2022, 12, 31)), st.integers(-999, 999))), st.data())
def test_an_account_statement_cut_anywhere_is_two_that_follow_each_other(movements, data):
    rows = [(number, day, day, "s/1", "", Yuan(fen)) for number, (day, fen) in zip(count(1), movements, strict=False)]
    cut = data.draw(st.dates(date(2022, 1, 1), date(2022, 12, 31)))
    whole = statement_of("E", "A", "P", rows, start=date(2022, 1, 1))
    before = statement_of("E", "A", "P", [row for row in rows if row[1] < cut], start=date(2022, 1, 1))
    after = statement_of("E", "A", "P", rows, start=cut)
    assert after.opening == before.closing
    assert after.closing == whole.closing
    assert whole.opening + whole.charged - whole.paid == whole.closing


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=5))
def test_headings_add_up_what_is_below_them_and_totals_count_nothing_twice(amounts):
    amounts = [*amounts, -sum(amounts)]
    rows = [TrialRow(f"5001.0{place}", "", Yuan(fen), ZERO, ZERO) for place, fen in enumerate(amounts)]
    found = with_headings([*rows, TrialRow("1001", "", ZERO, Yuan(5), Yuan(5))], {"5001": "收入"})
    assert [row.code for row in found] == ["1001", "5001", *(row.code for row in rows)]
    assert found[1].opening == ZERO
    total = total_of(found)
    assert total.opening_debit == total.opening_credit == sum((Yuan(fen) for fen in amounts if fen > 0), ZERO)
    assert (total.debit, total.credit) == (Yuan(5), Yuan(5))


def test_bean_check_accepts_the_beancount_file_and_finds_the_same_balances(posted, tmp_path):
    path = tmp_path / "ledger.beancount"
    assert (
        write_beancount(scope=ReportScope(Period(date(2022, 7, 1), date(2022, 9, 1))), out=path, by=system_user()) == 4
    )
    entries, errors, _options = loader.load_file(str(path))
    assert errors == []
    written = [one for one in entries if isinstance(one, Transaction)]
    assert len(written) == 5  # four, and the opening balances
    assert written[1].narration == "bill 2"
    assert written[1].meta["source"] == "bill/2"
    assert written[1].postings[0].account == "Assets:1122-应收账款"
    assert written[1].postings[0].meta["subledger"] == SHOP
    assert str(written[1].postings[0].units) == "40.00 CNY"


def test_a_balance_that_is_wrong_makes_bean_check_fail(posted, tmp_path):
    path = tmp_path / "ledger.beancount"
    write_beancount(scope=ReportScope(JULY.period), out=path, by=system_user())
    path.write_text(path.read_text(encoding="utf-8").replace("40.00 CNY", "41.00 CNY", 1), encoding="utf-8")
    assert loader.load_file(str(path))[1] != []


def test_beancount_is_of_the_whole_company(posted, tmp_path):
    with pytest.raises(OfTheWholeOnly):
        write_beancount(scope=ReportScope(JULY.period, ("BC01",)), out=tmp_path / "x", by=system_user())


def test_the_command_line_gives_tables_of_any_days(posted, capsys, tmp_path):
    call_command("report", "trial-balance", "--from", "2022-07-01", "--to", "2022-07-31")
    assert "1122,应收账款,1,100.00,40.00,100.00,40.00" in capsys.readouterr().out
    call_command("report", "ledger", month="2022-07", estates=["BC02"])
    assert capsys.readouterr().out.count("\n") == 3
    call_command("report", "ledger", month="2022-07", format="beancount", out=tmp_path / "l.beancount")
    assert (tmp_path / "l.beancount").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("", "Say of which days"),
        ("--from 2022-07-01 --to 31.7.2022", "is not a day"),
        ("--from 2022-07-01 --to 9999-12-31", "is not a day"),
        ("--from 2022-07-31 --to 2022-07-01", "before the first"),
        ("--month 2022-07 --format pdf", "beancount, csv, json, xlsx"),
        ("--month 2022-07 --format beancount", "--out FILE"),
    ],
)
def test_the_command_line_says_what_is_missing(posted, options, says):
    with pytest.raises(CommandError, match=says):
        call_command("report", "ledger", *options.split())

"""A year is kept from taking over to the first month of the next, and tied to books that are kept beside it."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from invoices.modules.books.public import statements_of
from invoices.modules.books.selectors import Comparing, compared, trial_lines
from invoices.modules.breakeven.domain.true_up import TrueUpOutcome
from invoices.modules.breakeven.public import approve_true_up, prepare_true_up, result_of
from invoices.modules.ledger.public import balances_of_account, trial_balance
from invoices.modules.proofs.services.sealing import append_to_file
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period
from tests.invoices.books.a_year import AREAS, BEFORE, OPENING, home
from tests.invoices.books.for_auditors import tie_auditors_files
from tests.invoices.books.once_a_year import EventfulYear
from tests.services.installation import Installation, python
from tests.verifying import differences

DECEMBER, JANUARY = Month(2022, 12), Month(2023, 1)


def ledger() -> dict[str, int]:
    return {code: (debit - credit).fen for code, _name, debit, credit in trial_balance() if debit != credit}


def figure(rows: Any, number: int) -> Yuan:
    (found,) = [row.first for row in rows if row.line.number == number]
    return found


def keep_a_year() -> EventfulYear:
    """Month by month the ledger is what stands beside, account by account and household by household."""
    year = EventfulYear()
    year.take_over()
    assert ledger() == year.beside.standing()
    month = Month(2022, 1)
    while month <= JANUARY:
        year.keep(month)
        assert ledger() == year.beside.standing(), str(month)
        owed: dict[str, int] = dict.fromkeys(AREAS, 0)
        for (unit, _party), amount in balances_of_account("1122").items():
            owed[unit.removeprefix(home(""))] += amount.fen
        assert owed == {room: year.beside.owed[room] for room in AREAS}, str(month)
        month = month.next
    return year


def tie(year: EventfulYear) -> None:
    """The statements of the year, from the sums kept beside."""
    found, end = statements_of(DECEMBER), year.at_the_years_end

    def at(*heads: str) -> int:
        return sum(fen for account, fen in end.items() if account.startswith(heads))

    assert [one.name for one in found.checks if not one.agrees] == []
    profit = Yuan(year.profit)
    assert figure(found.assets, 1) == Yuan(at("1001", "1002", "1012"))
    assert figure(found.assets, 9) == Yuan(at("14"))
    assert figure(found.assets, 20) == Yuan(at("16"))
    assert figure(found.liabilities, 36) == Yuan(-at("2221"))
    assert figure(found.liabilities, 51) == profit
    assert figure(found.assets, 30) == figure(found.liabilities, 53)
    assert figure(found.income, 32) == profit
    assert figure(found.income, 1) == Yuan(-year.earned(*("5001", "5051")))
    assert figure(found.income, 2) == Yuan(year.earned("5401"))
    cash = {number: of_year for number, (of_year, _month) in found.cash.items()}
    words = {1: "sales", 2: "other_in", 3: "bought", 4: "wages", 5: "taxes", 6: "other_out", 8: "sold", 14: "borrowed"}
    assert {number: cash[number].fen for number in words} == {
        number: year.cash_of_the_year[word] for number, word in words.items()
    }
    assert cash[21] == Yuan(OPENING["1001"] + OPENING["1002"])
    assert cash[22] == figure(found.assets, 1)
    by_month = compared(DECEMBER, Comparing.MONTHS)
    (sold,) = [line for line in by_month.income if line.name == "一、营业收入"]
    assert sold.amounts[0] == next(row.second for row in found.income if row.line.number == 1)
    (whole,) = [line for line in compared(DECEMBER, Comparing.YEARS).balance if line.name == "资产总计"]
    (both,) = [(row.first, row.second) for row in found.assets if row.line.number == 30]
    assert list(whole.amounts) == [*both, ZERO]
    opened = {row.code: row.year_opening for row in trial_lines(JANUARY)}
    assert [code for code, balance in opened.items() if code[0] == "5" and balance] == []
    assert opened["3104"] == -profit


def true_up(year: EventfulYear) -> None:
    """What is left of what the residents paid for 2022, VAT taken out, goes back to the fen."""
    whole = Period(DECEMBER.start.replace(month=1), DECEMBER.end)
    left = -result_of("BC01", whole).residents_balance
    assert left == Yuan(year.left_of_residents())
    assert left > ZERO
    made = prepare_true_up(
        estate=year.estate, year=2022, outcome=TrueUpOutcome.GIVE_BACK, basis="业主大会决议", by=year.accountant,
        **year.at,
    )  # fmt: skip
    approve_true_up(true_up_id=made.pk, by=year.reviewer, **year.at)
    assert ledger()["5001.09"] == left.fen


def whole_year() -> None:
    year = keep_a_year()
    tie(year)
    tie_auditors_files(2022, DECEMBER)
    true_up(year)
    append_to_file()
    assert differences() == []


@pytest.mark.django_db
def test_a_year_with_every_kind_of_paper_is_what_is_kept_beside_it(
    shipped: None, settings: LazySettings, tmp_path: Path
) -> None:
    settings.SEALS, settings.SEAL_KEY = tmp_path / "seals.jsonl", tmp_path / "key.pem"
    assert DECEMBER.start > BEFORE
    whole_year()


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_so_it_is_on_postgresql(installation: Installation) -> None:
    installation.succeed_all(python("from tests.invoices.books.test_whole_year import whole_year\nwhole_year()"))

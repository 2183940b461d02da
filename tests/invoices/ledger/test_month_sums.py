"""What is read of closed months from their sums is what the legs say; nobody changes the sums (docs/adr/0049)."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import product
from random import Random

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.ledger import selectors
from invoices.modules.ledger.models import MonthClose, MonthTurnover, PayerBalance
from invoices.modules.ledger.public import (
    Basis,
    EntryDraft,
    ReportScope,
    account_statements,
    ask_reopening,
    balances,
    balances_by_estate,
    close_month,
    head,
    movements,
    post,
    reopen_month,
    trial_balance_of,
    years,
)
from invoices.modules.ledger.selectors.sums import NOTHING
from invoices.modules.ledger.verifiers import verify
from property_ops.kernel.period import Month, Period
from tests.invoices.ledger.test_services import without_triggers

NOW = datetime(2022, 9, 3, tzinfo=UTC)
FIRST = date(2021, 12, 1)
CLOSED = [Month(2022, number) for number in range(1, 6)]
ESTATES = ("BC01", "BC02")
PERIODS = [
    Period(date(2022, 1, 1), date(2022, 7, 1)), Period(date(2022, 3, 1), date(2022, 4, 1)),
    Period(date(2022, 2, 11), date(2022, 5, 20)), Period(date(2022, 6, 1), date(2022, 9, 1)),
    Period(date(2021, 1, 1), date(2023, 1, 1)),
]  # fmt: skip


def faults():
    return [difference.says % difference.facts for check in verify() for difference in check.differences]


def drafts(random, first, days, count, prefix):
    """Bills, receipts and costs of two estates, some of which belong to another month than that of their day."""
    for number in range(count):
        day = first + timedelta(days=random.randrange(days))
        belongs = Month.of(day - timedelta(days=random.choice((0, 0, 31)))).start
        estate, fen = random.choice(ESTATES), random.randrange(1, 900_00)
        home, party = f"{estate}-1-1-{random.randrange(101, 106)}", random.choice(("", "7", "8"))
        legs = {
            "bill": (("1122", estate, home, party, fen), ("5001.01", estate, "", "", -fen)),
            "receipt": (("1002", "", "", "", fen), ("1122", estate, home, party, -fen)),
            "voucher": (("5401.01", estate, random.choice("ab"), "", fen), ("2202", estate, "", "", -fen)),
        }
        kind = random.choice(sorted(legs))
        yield EntryDraft(f"{kind}/{prefix}{number}", day, belongs, "一笔", legs[kind])


@pytest.fixture
def books(accountant):
    """Five months are closed, one by one; December is posted into afterwards, and June and July are open."""
    random = Random(7)
    for month in CLOSED:
        post(sorted(drafts(random, month.start, 28, 12, str(month)), key=lambda draft: draft.posted_on))
        post(list(drafts(random, month.end, 9, 3, f"{month}-next-")))
        legs = (("5001.01", "BC01", "", "", 700), ("3103", "BC01", "", "", -700))
        post([EntryDraft(f"carry_forward/{month}", month.start, month.start, "结转", legs)])
        close_month(month=month, by=accountant, at=NOW)
    post(list(drafts(random, FIRST, 20, 4, "late")))
    post(list(drafts(random, date(2022, 6, 1), 55, 15, "open")))
    return accountant


def read(periods=PERIODS[2:4]):
    """Whatever is read with the help of sums."""
    found = {}
    for period, basis, estates in product(periods, Basis, (None, ("BC01",))):
        scope = ReportScope(period, estates, basis)
        found["trial", scope] = trial_balance_of(scope)
        for code in ("1122", "5001", "5401.01"):
            found["opening", code, scope] = selectors.opening_of(code, scope)
            found["months", code, scope] = selectors.months_of(code, scope)
    for period in periods:
        for up_to in (None, 10, 40, head().number):
            found["movements", period, up_to] = movements(estates=ESTATES, period=period, up_to=up_to)
        found["statements", period] = list(account_statements(period))
        found["of one", period] = list(account_statements(period, estates=["BC01"], account="BC01-1-1-101"))
        found["estates", period] = balances_by_estate("1122", until=period.last_day)
    for estate, since in product(ESTATES, ("", "bill/")):
        found["balances", estate, since] = balances(account="1122", estate=estate, since=since)
    return found | {"years": years()}


def read_from_legs(monkeypatch, *periods):
    with monkeypatch.context() as patched:
        for name in ("account_statements", "balances", "results", "turnovers"):
            patched.setattr(import_module(f"{selectors.__name__}.{name}"), "summed_up", lambda **kwargs: NOTHING)
        return read(*periods)


def test_the_sums_say_what_the_legs_say(books, monkeypatch):
    assert MonthTurnover.objects.count() > 50
    assert PayerBalance.objects.filter(close__month=CLOSED[-1].start).count() > 10
    assert read(PERIODS) == read_from_legs(monkeypatch, PERIODS)
    assert faults() == []


def test_a_month_that_was_passed_over_may_be_closed_later(books, monkeypatch):
    before = read()
    close_month(month=Month.of(FIRST), by=books, at=NOW)
    assert read() == before == read_from_legs(monkeypatch)
    close_month(month=Month(2022, 6), by=books, at=NOW)
    assert read() == before
    assert faults() == []


def test_the_sums_of_a_reopened_month_are_gone_and_come_back(books, reviewer, monkeypatch):
    before, month = read(), CLOSED[-1]
    ask_reopening(month=month, reason="漏记一笔", by=books, now=NOW)
    reopen_month(month=month, by=reviewer, now=NOW)
    assert not MonthTurnover.objects.filter(close__month=month.start).exists()
    assert not PayerBalance.objects.filter(close__month=month.start).exists()
    assert read() == before
    legs = (("1122", "BC01", "BC01-1-1-101", "7", 5), ("5001.01", "BC01", "", "", -5))
    post([EntryDraft("bill/forgotten", month.start, month.start, "漏记", legs)])
    for late in (Month.of(FIRST), month):
        close_month(month=late, by=books, at=NOW)
    assert read() == read_from_legs(monkeypatch) != before
    assert faults() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE po_ledger_payerbalance SET balance = balance + 1 WHERE close_id = {close} AND estate = 'BC01'",
        "DELETE FROM po_ledger_payerbalance WHERE close_id = {close}",
        "UPDATE po_ledger_monthturnover SET credit = credit + 1 WHERE close_id = {close} AND account_id = {account}",
        "DELETE FROM po_ledger_monthturnover WHERE close_id = {close} AND account_id = {account}",
    ],
)
def test_a_changed_sum_is_refused_and_found(books, change):
    close = MonthClose.objects.get(month=CLOSED[2].start)
    account = MonthTurnover.objects.filter(close=close, account__code="1122").values_list("account", flat=True)[0]
    statement = change.format(close=close.pk, account=account)
    with pytest.raises(DatabaseError, match="sums of a closed month"), transaction.atomic():
        run(statement)
    without_triggers(statement)
    assert "the sums of 2022-03, account 1122, are not those of the ledger's legs" in faults()


def run(statement):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)

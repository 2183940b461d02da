"""结转损益 and 结转本年: income and cost go to 3103, and at the year's end that goes to 3104."""

from datetime import date

from django.db import transaction

from invoices.modules.books import selectors
from invoices.modules.books.domain.errors import IncomeStillOpen, NothingToCarry
from invoices.modules.ledger.public import (
    CARRY_FORWARD,
    EntryDraft,
    Leg,
    balances_by_estate,
    books,
    count_of_sources,
    post,
)
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month

PROFIT, DISTRIBUTION = "3103", "3104"


def carry_forward(*, month: Month, by: User) -> Yuan:
    """Post what income and cost stand at on the month's last day to 3103, by estate; the profit carried.

    Safe to repeat: what was posted since is carried by a further entry. Raises NotAllowed, NothingToCarry,
    MonthIsClosed.
    """
    require(by, "books.carry_forward")
    with transaction.atomic(), books():
        rows = selectors.income_open(month.end)
        if not rows:
            raise NothingToCarry(month=month)
        by_estate: dict[str, int] = {}
        for _code, estate, balance in rows:
            by_estate[estate] = by_estate.get(estate, 0) + balance.fen
        legs = [Leg(code, estate, fen=-balance.fen) for code, estate, balance in rows]
        legs += [Leg(PROFIT, estate, fen=fen) for estate, fen in sorted(by_estate.items()) if fen]
        number = count_of_sources(f"{CARRY_FORWARD}{month}/") + 1
        source, words = f"{CARRY_FORWARD}{month}/{number}", f"结转 {chinese_month(month)}损益"
        post([EntryDraft(source, month.end - ONE_DAY, month.start, words, tuple(legs))])
        profit = Yuan(-sum(by_estate.values()))
        audit.record(by=by, action="books.carried_forward", subject=str(month), profit=str(profit))
    return profit


def end_year(*, year: int, by: User) -> Yuan:
    """Carry the year's result from 3103 to 3104 on its last day; the profit carried.

    Raises NotAllowed, IncomeStillOpen, NothingToCarry, MonthIsClosed.
    """
    require(by, "books.carry_forward")
    december = Month(year, 12)
    with transaction.atomic(), books():
        if selectors.income_open(december.end):
            raise IncomeStillOpen(month=december)
        found = balances_by_estate(PROFIT, until=date(year, 12, 31))
        by_estate = {estate: balance for estate, balance in found.items() if balance}
        if not by_estate:
            raise NothingToCarry(month=december)
        legs = [Leg(PROFIT, estate, fen=-balance.fen) for estate, balance in sorted(by_estate.items())]
        legs += [Leg(DISTRIBUTION, estate, fen=balance.fen) for estate, balance in sorted(by_estate.items())]
        number = count_of_sources(f"year_end/{year}/") + 1
        words = f"结转 {year}年本年利润"
        post([EntryDraft(f"year_end/{year}/{number}", date(year, 12, 31), december.start, words, tuple(legs))])
        profit = -sum(by_estate.values(), ZERO)
        audit.record(by=by, action="books.year_ended", subject=str(year), profit=str(profit))
    return profit

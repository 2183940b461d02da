"""Posts up to so many years and closes their months; prints what reading takes: `… closed_months_run UNITS YEARS`."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from statistics import median
from typing import Any

import django

from benchmarks.processor import server_of_django, spent

FIRST_YEAR = 2022
TIMES = 3
READERS = ("account_statements", "balances", "results", "turnovers")


def main(units: int, years: int) -> None:
    from invoices.modules.ledger.selectors.sums import NOTHING

    months = [(FIRST_YEAR + number // 12, number % 12 + 1) for number in range(12 * years)]
    closing = post_and_close(units, months)
    summed = _measured(years)
    for name in READERS:
        import_module(f"invoices.modules.ledger.selectors.{name}").summed_up = lambda **kwargs: NOTHING  # type: ignore[attr-defined]
    print(json.dumps({"summed": summed, "legs": _measured(years), "closing": closing}))


def post_and_close(units: int, months: list[tuple[int, int]]) -> float:
    """Those months that are not closed yet; what the last closing took."""
    from invoices.modules.ledger.public import EntryDraft, close_month, closed_months, post
    from property_ops.framework.models import User
    from property_ops.kernel.period import Month
    from property_ops.modules.estates.public import Tenure

    by, server, took = User.objects.get(username="prepares"), server_of_django(), 0.0
    User.objects.filter(pk=by.pk).update(is_superuser=True)
    by.refresh_from_db()
    homes = list(Tenure.objects.order_by("pk").values_list("unit__code", "unit__estate__code", "pk")[:units])
    closed = closed_months()
    for year, number in months:
        month, drafts = Month(year, number), []
        if month in closed:
            continue
        for place, (unit, estate, party) in enumerate(homes):
            fen = 8_000 + place * 7 % 9_000
            owed, key = ("1122", estate, unit, str(party)), f"{month}-{place}"
            for kind, day, legs in (
                ("bill", 3, ((*owed, fen), ("5001.01", estate, "", "", -fen))),
                ("receipt", 20, (("1002", "", "", "", fen), (*owed, -fen))),
            ):
                drafts.append(EntryDraft(f"{kind}/{key}", date(year, number, day), month.start, "", legs))
        post(sorted(drafts, key=lambda draft: draft.posted_on))
        before = spent(server)
        close_month(month=month, by=by, at=datetime(year, number, 28, tzinfo=UTC))
        took = 1000 * (spent(server) - before)
    return took


def _measured(years: int) -> dict[str, float]:
    server, found = server_of_django(), {}
    for name, question in _questions(FIRST_YEAR + years - 1).items():
        question()
        taken = []
        for _ in range(TIMES):
            before = spent(server)
            question()
            taken.append(1000 * (spent(server) - before))
        found[name] = median(taken)
    return found


def _questions(year: int) -> dict[str, Callable[[], Any]]:
    from invoices.modules.ledger import selectors
    from invoices.modules.ledger.public import ReportScope, account_statements, balances, balances_by_estate, movements
    from property_ops.kernel.period import Period
    from property_ops.modules.estates.public import Estate

    whole, december = Period(date(year, 1, 1), date(year + 1, 1, 1)), Period(date(year, 12, 1), date(year + 1, 1, 1))
    estates = list(Estate.objects.values_list("code", flat=True))
    return {
        "trial balance of the year": lambda: selectors.trial_balance_of(ReportScope(whole)),
        "an account, month by month": lambda: selectors.months_of("1122", ReportScope(whole)),
        "break-even of all estates": lambda: movements(estates=estates, period=whole),
        "receivables by estate": lambda: balances_by_estate("1122", until=december.last_day),
        "statements of a month": lambda: list(account_statements(december)),
        "balances to issue bills with": lambda: balances(account="1122", estate=estates[0], since="bill/"),
        "years with entries": selectors.years,
    }


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))

"""The sums of closed months (docs/adr/0049), and which legs they hold: what is read of the past is read from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Max, Min, Q, QuerySet

from invoices.modules.ledger.domain.account_statement import PAYERS_ACCOUNTS
from invoices.modules.ledger.models import Entry, Leg, MonthClose, MonthTurnover, PayerBalance
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month

_PAYERS = ", ".join(f"'{code}'" for code in PAYERS_ACCOUNTS)
_LEGS = (
    "po_ledger_leg leg JOIN po_ledger_entry entry ON entry.id = leg.entry_id "
    "JOIN po_ledger_ledgeraccount account ON account.id = leg.account_id"
)
TURNOVER = f"""
SELECT entry.month AS belongs, leg.account_id AS account_id, leg.estate AS estate,
CASE WHEN account.kind IN ('income', 'expense') THEN leg.subledger ELSE '' END AS subledger,
SUM(CASE WHEN leg.amount > 0 THEN leg.amount ELSE 0 END) AS debit,
SUM(CASE WHEN leg.amount < 0 THEN -leg.amount ELSE 0 END) AS credit
FROM {_LEGS} WHERE entry.posted_on >= %(month)s AND entry.posted_on < %(until)s
AND leg.entry_id BETWEEN %(first_of_month)s AND %(last_of_month)s
GROUP BY 1, 2, 3, 4
"""
"""What was posted in a month, as `MonthTurnover` has it."""
BALANCES = f"""
SELECT account_id, estate, subledger, party, SUM(amount) AS balance FROM (
SELECT account_id, estate, subledger, party, balance AS amount FROM po_ledger_payerbalance WHERE close_id = %(before)s
UNION ALL
SELECT leg.account_id, leg.estate, leg.subledger, leg.party, leg.amount FROM {_LEGS}
WHERE account.code IN ({_PAYERS}) AND entry.posted_on < %(until)s AND entry.number <= %(head)s
AND (entry.number > %(head_before)s OR entry.posted_on >= %(until_before)s) AND leg.entry_id >= %(first_since)s
) both_of_them GROUP BY 1, 2, 3, 4
"""
"""The balances at a closing, as `PayerBalance` has them: those of the closing before and what was posted since."""
SIDES = f"""
SELECT account.code, SUM(CASE WHEN total > 0 THEN total ELSE 0 END), SUM(CASE WHEN total < 0 THEN total ELSE 0 END)
FROM (SELECT account_id, SUM(amount) AS total FROM (
SELECT account_id, estate, subledger, party, balance AS amount FROM po_ledger_payerbalance WHERE close_id = %(close)s
UNION ALL
SELECT leg.account_id, leg.estate, leg.subledger, leg.party, leg.amount FROM {_LEGS}
WHERE account.code IN ({_PAYERS}) AND entry.posted_on < %(until)s
AND (entry.number > %(number)s OR entry.posted_on >= %(closed)s) AND leg.entry_id >= %(first_since)s
) both_of_them GROUP BY account_id, estate, subledger, party) by_payer
JOIN po_ledger_ledgeraccount account ON account.id = by_payer.account_id GROUP BY account.code
"""
NEVER = date(1, 1, 1)
BEYOND = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SummedUp:
    """Up to where the sums of closed months reach: the entries up to `number` posted before `until`."""

    close: int
    until: date
    number: int

    @property
    def later(self) -> Q:
        """Of an entry, that it is in none of the sums."""
        return Q(number__gt=self.number) | Q(posted_on__gte=self.until)

    def turnovers(self) -> QuerySet[MonthTurnover]:
        """Of every month up to there."""
        closed = MonthClose.objects.filter(
            reopened_at=None, until__lte=self.until, head_number__lte=self.number
        ).values("pk")
        return MonthTurnover.objects.filter(close__in=closed)

    def balances(self) -> QuerySet[PayerBalance]:
        return PayerBalance.objects.filter(close=self.close)


NOTHING = SummedUp(0, NEVER, 0)


def summed_up(*, before: date | None = None, up_to: int | None = None, passing_over: int = 0) -> SummedUp:
    """The sums that reach furthest, and not beyond the day `before` or the entry `up_to`."""
    closes = MonthClose.objects.filter(reopened_at=None)
    if before is not None:
        closes = closes.filter(until__lte=before)
    if up_to is not None:
        closes = closes.filter(head_number__lte=up_to)
    found = closes.order_by("-month").values_list("pk", "until", "head_number")[passing_over : passing_over + 1]
    return next((SummedUp(*one) for one in found), NOTHING)


def not_in(sums: SummedUp, legs: QuerySet[Leg]) -> QuerySet[Leg]:
    """The legs that the sums do not have."""
    if sums == NOTHING:
        return legs
    found = legs.filter(entry__in=Entry.objects.filter(sums.later).order_by().values("pk"))
    return found.filter(entry__gte=_first_since(sums)) if connection.vendor == "postgresql" else found


def _first_since(sums: SummedUp, *, before: date = date.max) -> int:
    """The key of the first entry that the sums do not have; where they have all, one that no entry reaches."""
    if sums == NOTHING:
        return 0
    return _reach(Entry.objects.filter(sums.later, posted_on__lt=before))[0] or BEYOND


def _reach(entries: QuerySet[Entry]) -> tuple[int, int]:
    """The keys of the first and the last of them; (0, 0) where there is none.

    Between them PostgreSQL reads the legs by their index; of thousands of entries it would rather read all legs that
    there ever were (docs/adr/0086). Added to, a key is not looked for by walking along all keys.
    """
    found = entries.order_by().aggregate(first=Min(F("pk") + 0), last=Max(F("pk") + 0))
    return found["first"] or 0, found["last"] or 0


def sides_of_payers(*, until: date) -> dict[str, tuple[Yuan, Yuan]]:
    """Of each account that is kept by payer: what those who owe stood at together before that day, and what those do
    whose balance is below zero."""
    sums = summed_up(before=until)
    facts: dict[str, Any] = {"until": str(until), "close": sums.close, "number": sums.number, "closed": str(sums.until)}
    facts["first_since"] = _first_since(sums, before=until)
    with connection.cursor() as cursor:
        cursor.execute(SIDES, facts)
        return {code: (Yuan(int(debit)), Yuan(int(credit))) for code, debit, credit in cursor.fetchall()}


def facts_of(close: MonthClose) -> dict[str, Any]:
    """What the questions above are asked with."""
    before = summed_up(before=close.month, up_to=close.head_number)
    first, last = _reach(Entry.objects.filter(posted_on__gte=close.month, posted_on__lt=close.until))
    return {
        "month": str(close.month),
        "until": str(close.until),
        "head": close.head_number,
        "before": before.close,
        "until_before": str(before.until),
        "head_before": before.number,
        "first_of_month": first,
        "last_of_month": last,
        "first_since": _first_since(before),
    }


def unlike_sums() -> Iterator[tuple[Month, str]]:
    """(month, account code) of sums that are not those of the legs, or of the closing before and the legs since."""
    turnover = "belongs, account_id, estate, subledger, debit, credit FROM po_ledger_monthturnover"
    balances = "account_id, estate, subledger, party, balance FROM po_ledger_payerbalance"
    for close in MonthClose.objects.filter(reopened_at=None).order_by("month"):
        facts = facts_of(close) | {"close": close.pk}
        wrong = _differing(TURNOVER, turnover, facts) | _differing(BALANCES, balances, facts)
        yield from ((Month.of(close.month), code) for code in sorted(wrong))


def _differing(reckoned: str, columns: str, facts: dict[str, Any]) -> set[str]:
    """The accounts of which a row is stored that is not reckoned, or reckoned and not stored."""
    stored, found = f"SELECT {columns} WHERE close_id = %(close)s", set[str]()
    with connection.cursor() as cursor:
        for one, other in ((reckoned, stored), (stored, reckoned)):
            cursor.execute(
                "SELECT DISTINCT code FROM po_ledger_ledgeraccount WHERE id IN (SELECT account_id FROM "
                f"(SELECT * FROM ({one}) one EXCEPT SELECT * FROM ({other}) other) differing)",
                facts,
            )
            found.update(code for (code,) in cursor.fetchall())
    return found

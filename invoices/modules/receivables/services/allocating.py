"""Automatic allocation: what is free on an account pays its lines (docs/product.md rule 16)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from invoices.modules.ledger.public import books
from invoices.modules.receivables import selectors
from invoices.modules.receivables.domain import allocation
from invoices.modules.receivables.domain.accounts import PayerAccount
from invoices.modules.receivables.domain.allocation import AllocatedAmount, OpenLine, UnappliedCredit
from invoices.modules.receivables.models import CreditKind, Settlement
from invoices.modules.receivables.selectors import open_lines, unapplied_credits
from property_ops.framework.bulk import insert_columns, slices
from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate

CHUNK = 2_000
CAUSE = "allocation"
FREE_TO_USE = (CreditKind.PAYMENT, CreditKind.TRUE_UP, CreditKind.OTHER)
"""A credit note or a write-off settles the line that it is for, and no other."""


@dataclass(slots=True)
class _OpenAccount:
    """What stands on some accounts, with the days before which nothing can be settled."""

    credits: dict[PayerAccount, list[UnappliedCredit]]
    lines: dict[PayerAccount, list[OpenLine]]
    issued_on: dict[int, date]
    given_on: dict[int, date]


def allocate(*, accounts: Collection[PayerAccount], by: User, on: date | None = None) -> Yuan:
    """Let all that is free on these accounts pay their open lines; returns how much it paid. Safe to repeat.

    It counts from `on`, or without it from the first day on which the credit and the bill are both there.
    """
    paid = ZERO
    with books():
        codes = sorted({account.unit_code for account in accounts})
        wanted = frozenset(accounts)
        for some in slices(codes, CHUNK):
            paid += _allocate_units(some, wanted, by, on)
    return paid


def allocate_what_is_free(*, by: User, on: date, estate: Estate | None = None) -> Yuan:
    """As `allocate`, for every account that has both free credit and something open."""
    credits = unapplied_credits(estates=None if estate is None else [estate]).filter(kind__in=FREE_TO_USE)
    accounts = {PayerAccount(unit, party) for unit, party in credits.values_list("unit_code", "party")}
    return allocate(accounts=accounts, by=by, on=on) if accounts else ZERO


def use_credit_of_estate(*, estate: Estate, on: date, by: User) -> None:
    """What was paid in advance pays the bills that are issued now, once what is held from the first day is held."""
    for lay in plugged_into("lines_to_hold"):
        lay(estate=estate, on=on)
    allocate_what_is_free(estate=estate, on=on, by=by)


def _allocate_units(codes: list[str], wanted: frozenset[PayerAccount], by: User, on: date | None) -> Yuan:
    found = _read(codes, wanted)
    parts = [part for account, credits in found.credits.items() for part in _parts(account, credits, found)]
    _store(parts, found, by, on)
    return sum((part.amount for part in parts), ZERO)


def _parts(account: PayerAccount, credits: list[UnappliedCredit], found: _OpenAccount) -> Iterator[AllocatedAmount]:
    yield from allocation.allocate(credits, found.lines.get(account, ()))


def _read(codes: list[str], wanted: frozenset[PayerAccount]) -> _OpenAccount:
    found = _OpenAccount(defaultdict(list), defaultdict(list), {}, {})
    credits = unapplied_credits().filter(unit_code__among=codes, kind__in=FREE_TO_USE)
    for pk, unit, party, left, day in credits.values_list("pk", "unit_code", "party", "left", "day"):
        if (unit, party) in wanted:
            found.credits[PayerAccount(unit, party)].append(UnappliedCredit(pk, left, day))
            found.given_on[pk] = day
    lines = open_lines().filter(bill__account__unit__code__among=[account.unit_code for account in found.credits])
    rows = lines.values_list(
        "pk",
        "bill__unit_code",
        "party",
        "open",
        "due_day",
        "rank",
        "is_held",
        "bill_id",
        "position",
        "bill__issued_on",
    )
    for pk, unit, party, left, due, rank, held, bill, position, issued_on in rows:
        found.lines[PayerAccount(unit, party)].append(OpenLine(pk, left, due, rank, held, (bill, position)))
        found.issued_on[pk] = issued_on
    return found


def _store(parts: list[AllocatedAmount], found: _OpenAccount, by: User, on: date | None) -> None:
    lines, credits = [part.line_id for part in parts], [part.credit_id for part in parts]
    line_undone, credit_undone = selectors.last_taken_back(lines=lines, credits=set(credits))
    earliest = on or date.min
    insert_columns(
        Settlement,
        {
            "credit": credits,
            "line": lines,
            "amount": [part.amount.fen for part in parts],
            "day": [
                max(
                    earliest,
                    found.issued_on[part.line_id],
                    found.given_on[part.credit_id],
                    line_undone.get(part.line_id, date.min),
                    credit_undone.get(part.credit_id, date.min),
                )
                for part in parts
            ],
            "cause": CAUSE,
            "by": by.pk,
        },
        rows=len(parts),
    )

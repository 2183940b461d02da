"""What a cost and its funding are in the ledger: sums by month, account and source of funding."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from invoices.modules.breakeven.domain.funding import COMPANY, FUNDS
from property_ops.kernel.apportionment import share
from property_ops.kernel.money import Yuan

LABOUR, MATERIAL, MACHINE = ("5401.01", "2211"), ("5401.02", "1403"), ("5401.03", "2202")
PROVIDER = ("5401.04", "2202")
"""Of a work: the account of the cost, and of what is owed or used up for it."""
WORKS_COSTS = frozenset(account for account, _owed in (LABOUR, MATERIAL, MACHINE, PROVIDER))

Place = tuple[str, str]
"""Account code and sub-ledger (source of funding)."""
Sums = Mapping[Place, int]
"""Fen by place; debit is positive, and all of them sum to zero."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Part of what a thing costs, and the accounts it is posted to."""

    expense: str
    payable: str
    amount: Yuan


def sums_of(costs: Sequence[Cost], *, paid: Mapping[str, Yuan]) -> Sums:
    """Of costs of which each source of funding pays its part; what is above all of them the company bears itself.

    A source pays for the costs in proportion to what the others left of them, to the fen. The parts are never more
    than the costs.
    """
    found: dict[Place, int] = defaultdict(int)
    left = [cost.amount.fen for cost in costs]
    for funding, amount in paid.items():
        if not amount:
            continue
        for place, part in enumerate(share(amount, left, [cost.expense for cost in costs])):
            found[costs[place].expense, funding] += part.fen
            left[place] -= part.fen
        if funding in FUNDS:
            found[FUNDS[funding].owed_by, ""] += amount.fen
            found[FUNDS[funding].income, funding] -= amount.fen
    for cost, rest in zip(costs, left, strict=True):
        found[cost.expense, COMPANY] += rest
        found[cost.payable, ""] -= cost.amount.fen
    return _without_zeros(found)


def difference(wanted: Sums, posted: Sums) -> Sums:
    """What has to be posted so that the ledger has what is wanted."""
    return _without_zeros({place: wanted.get(place, 0) - posted.get(place, 0) for place in {*wanted, *posted}})


def _without_zeros(sums: Mapping[Place, int]) -> Sums:
    return {place: fen for place, fen in sorted(sums.items()) if fen}


def legs_of(sums: Sums, *, estate: str, party: str) -> tuple[tuple[str, str, str, str, int], ...]:
    """Legs for the ledger, costs and incomes with the document as their party."""
    return tuple(
        (account, estate, funding, party if account.startswith("5") else "", fen)
        for (account, funding), fen in sums.items()
    )


def negated(sums: Sums) -> Sums:
    return {place: -fen for place, fen in sums.items()}

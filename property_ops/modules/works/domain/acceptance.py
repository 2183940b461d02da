"""Acceptance by the three parties: what each confirmed, and what follows from all of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class Party(StrEnum):
    COMMITTEE = "committee"
    BRANCH = "branch"
    COMPANY = "company"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(party.value, PARTY_WORDS[party]) for party in cls]


PARTY_WORDS = {
    Party.COMMITTEE: gettext_noop("owners' committee"),
    Party.BRANCH: gettext_noop("party branch"),
    Party.COMPANY: gettext_noop("property company"),
}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What one party measured of one line."""

    party: Party
    line: int
    quantity: Decimal


def still_missing(
    confirmed: Iterable[Confirmed], *, parties: Collection[Party], lines: Collection[int]
) -> list[tuple[Party, int]]:
    """Who has not confirmed which line yet, in the order of the parties."""
    there = {(one.party, one.line) for one in confirmed}
    return [(party, line) for party in parties for line in sorted(lines) if (party, line) not in there]


def agreed(confirmed: Iterable[Confirmed], *, done: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The accepted quantity of each line: the least that anybody confirmed, never above what was done."""
    found = dict(done)
    for one in confirmed:
        found[one.line] = min(found[one.line], one.quantity)
    return found


def deemed_from(reported_on: date, days: int) -> date:
    """The first day on which silence counts as acceptance: `days` whole days after the work was reported as done."""
    return reported_on + timedelta(days=days + 1)

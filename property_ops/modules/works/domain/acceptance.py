"""Acceptance by the three parties: what each confirmed, and what follows from all of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from property_ops.kernel.acceptance import Manner
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class Party(Worded):
    COMMITTEE = "committee", gettext_noop("owners' committee")
    BRANCH = "branch", gettext_noop("party branch")
    COMPANY = "company", gettext_noop("property company")


DOING = ("create", "estimate", "schedule", "unschedule", "start", "call_out", "record", "finish", "cost")
"""Events of a work by which somebody planned, costed or reported it: who did speaks for the company only (rule 22)."""

SPOKEN = (Manner.OWN, Manner.TRANSCRIBED)
"""The manners in which somebody speaks for a party."""


OUTSIDE = (Party.COMMITTEE, Party.BRANCH)
"""The parties that are not the company itself."""


@dataclass(frozen=True, slots=True)
class PartyWord:
    """How one party accepted a work. `party` is None where a register tells of the work as a whole."""

    party: Party | None
    manner: Manner
    person: str
    on: date
    by_link: bool = False
    checked_by: str = ""

    def facts(self) -> dict[str, Any]:
        """As they are frozen with a charge."""
        found: dict[str, Any] = {"manner": self.manner.value, "person": self.person, "on": str(self.on)}
        if self.party:
            found["party"] = self.party.value
        if self.by_link:
            found["by_link"] = True
        if self.checked_by:
            found["checked_by"] = self.checked_by
        return found


def word_of(facts: Mapping[str, Any]) -> PartyWord:
    """What `PartyWord.facts` froze."""
    return PartyWord(
        party=Party(facts["party"]) if "party" in facts else None,
        manner=Manner(facts["manner"]),
        person=facts["person"],
        on=date.fromisoformat(facts["on"]),
        by_link=facts.get("by_link", False),
        checked_by=facts.get("checked_by", ""),
    )


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

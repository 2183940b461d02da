"""How long a visit will take: what is planned, by what a person does in an hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from statistics import median

ENOUGH = 5
"""From so many reported works on, what crews reported counts in place of the usual figure."""
SHORTEST_PROPOSED, LONGEST_PROPOSED, STEP = 30, 480, 30
USUAL_MINUTES = 240
"""Where nothing is known of a kind, or of what is planned."""
USUAL_PEOPLE = 2


@dataclass(frozen=True, slots=True)
class Reported:
    """Of a work that is done: the quantity, and the hours of all people of its crews together."""

    quantity: Decimal
    person_hours: Decimal


def rate_of(reported: Iterable[Reported], usual: Decimal | None) -> Decimal | None:
    """Quantity in an hour of a person: the median of enough reports, else the usual figure, if any."""
    known = [one for one in reported if one.quantity > 0 and one.person_hours > 0]
    if len(known) < ENOUGH:
        return usual
    return median(one.quantity / one.person_hours for one in known)


def proposed_minutes(quantity: Decimal | None, *, rate: Decimal | None, people: int, visits: int) -> int:
    """Of each visit, in half hours, at most a working day."""
    if not quantity or not rate:
        return USUAL_MINUTES
    minutes = quantity / rate / max(people, 1) / max(visits, 1) * 60
    steps = int((minutes / STEP).to_integral_value(rounding=ROUND_CEILING))
    return min(max(steps * STEP, SHORTEST_PROPOSED), LONGEST_PROPOSED)

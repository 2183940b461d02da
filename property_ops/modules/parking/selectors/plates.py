"""What is known of a car by its plate, or the end of it: for the guard who stands before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.modules.parking.domain.violations import ViolationState
from property_ops.modules.parking.models import Lease, ParkingViolation, ShortStay
from property_ops.modules.parking.selectors.violations import violations
from property_ops.modules.parking.selectors.words import plain

FEWEST_SIGNS, MOST_FOUND = 3, 20


@dataclass(frozen=True, slots=True)
class SeenPlate:
    """One car in one estate: the space it leases today, its visit, what is open against it. No people."""

    plate: str
    estate: Any
    space: str
    visit: ShortStay | None
    open_violations: tuple[ParkingViolation, ...]


def seen_plates(user: User, text: str, *, on: date) -> list[SeenPlate]:
    """In the estates that the person sees; fewer than three signs find nothing."""
    words = plain(text)
    if len(words) < FEWEST_SIGNS:
        return []
    theirs = Lease.objects.visible_to(user).filter(plate__icontains=words)
    leases = in_force(theirs, on=on).select_related("space__estate").order_by("plate", "pk")
    stays = ShortStay.objects.visible_to(user).filter(plate__icontains=words, left_at__isnull=True)
    wrong = violations(user).filter(plate__icontains=words).exclude(state=ViolationState.SETTLED)
    return list(_by_car(leases[:MOST_FOUND], stays.select_related("estate", "space")[:MOST_FOUND], wrong[:MOST_FOUND]))


def _by_car(leases: Any, stays: Any, wrong: Any) -> Iterator[SeenPlate]:
    let = {(one.plate, one.space.estate): one.space.number for one in leases}
    here = {(one.plate, one.estate): one for one in stays}
    against: dict[tuple[str, Any], list[ParkingViolation]] = {}
    for one in wrong:
        against.setdefault((one.plate, one.estate), []).append(one)
    for plate, estate in sorted({*let, *here, *against}, key=lambda car: (car[0], car[1].code)):
        stay, open_ones = here.get((plate, estate)), tuple(against.get((plate, estate), ()))
        yield SeenPlate(plate, estate, let.get((plate, estate), ""), stay, open_ones)

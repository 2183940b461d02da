"""Recording what was measured on a road, and what roads are mended with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import SEE_PHONES, phone_shown_to, require
from property_ops.modules.estates.public import Company
from property_ops.modules.parking.public import free_spaces
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.domain.defects import Defect, DefectType
from property_ops.modules.road_repair.domain.errors import NothingToMove
from property_ops.modules.road_repair.models import RoadDefect, RoadMix
from property_ops.modules.road_repair.reports.notice import draw_notice
from property_ops.modules.works.public import MeasuredRow, WorkOrder, change_figures, measure_parts

RECORD, CHANGE_MIXES = "road_repair.record", "road_repair.change_mixes"


@dataclass(frozen=True, slots=True)
class MeasuredDefect(MeasuredRow):
    """A defect as it is typed in."""

    type: str
    place: str
    length: Decimal
    width: Decimal
    depth: Decimal
    mix: RoadMix

    def check(self) -> None:
        """Raises NotADefect, SizeOutOfRange."""
        Defect(DefectType(self.type), self.length, self.width, self.depth, self.mix.code)


@transaction.atomic
def measure_defects(*, work: WorkOrder, rows: Sequence[MeasuredDefect], by: User) -> list[RoadDefect]:
    """The defects of the work are these. Raises NotAllowed, WorkIsAccepted, NotADefect, SizeOutOfRange."""
    stored = measure_parts(RoadDefect, work=work, rows=rows, permission=RECORD, by=by)
    audit.record(by=by, action="road_repair.measured", subject=work.number, defects=len(stored))
    return stored


@transaction.atomic
def change_mix(*, mix: RoadMix, by: User) -> RoadMix:
    """Store a mix. Raises NotAllowed, NotAMix."""
    change_figures(mix, permission=CHANGE_MIXES, by=by)
    audit.record(by=by, action="road_repair.mix_changed", subject=mix.code)
    return mix


def spaces_are_free(work: WorkOrder, *, by: User, on: date) -> None:
    """Of slot `work_withdrawn`: where nothing was begun, cars may stand again."""
    if not selectors.is_begun(work):
        free_spaces(work_order_number=work.number, on=on, by=by)


def print_notice(*, work: WorkOrder, by: User, on: date) -> bytes:
    """The notice and the list of whom to call, as PDF; who looked is recorded. Raises NotAllowed, NothingToMove."""
    require(by, RECORD, work)
    cars = selectors.cars_to_move(work)
    if not cars:
        raise NothingToMove(number=work.number)
    with_phones = by.has_perm(SEE_PHONES)
    company = Company.load()
    audit.record(by=by, action="road_repair.notice_printed", subject=work.number, cars=len(cars), phones=with_phones)
    shown = [replace(car, phone=phone_shown_to(by, car.phone)) for car in cars]
    return draw_notice(work, shown, company, on=on)

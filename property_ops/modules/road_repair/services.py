"""Recording what was measured on a road, and what roads are mended with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Company
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.domain.defects import Defect, DefectType
from property_ops.modules.road_repair.domain.errors import NothingToMove, WorkIsAccepted
from property_ops.modules.road_repair.models import RoadDefect, RoadMix
from property_ops.modules.road_repair.reports.notice import draw_notice
from property_ops.modules.works.public import Result, WorkOrder

RECORD, CHANGE_MIXES = "road_repair.record", "road_repair.change_mixes"
SEE_PHONES = "people.view_phone"


@dataclass(frozen=True, slots=True)
class Measured:
    """A defect as it is typed in: a row of the table."""

    type: str
    place: str
    length: Decimal
    width: Decimal
    depth: Decimal
    mix: RoadMix

    def check(self) -> None:
        """Raises NotADefect."""
        Defect(DefectType(self.type), self.length, self.width, self.depth, self.mix.code)


@transaction.atomic
def measure_defects(*, work: WorkOrder, rows: Sequence[Measured], by: User) -> list[RoadDefect]:
    """The defects of the work are these, in this order. Raises NotAllowed, WorkIsAccepted, NotADefect."""
    require(by, RECORD, work)
    with exclusively("road defects"):
        work.refresh_from_db()
        if work.result == Result.ACCEPTED:
            raise WorkIsAccepted(number=work.number)
        for row in rows:
            row.check()
        before = {defect.number: defect for defect in RoadDefect.objects.filter(work=work)}
        stored = [
            _store(before.pop(number, RoadDefect(work=work, number=number)), row)
            for number, row in enumerate(rows, start=1)
        ]
        for surplus in before.values():
            surplus.delete()
    audit.record(by=by, action="road_repair.measured", subject=work.number, defects=len(stored))
    return stored


def _store(defect: RoadDefect, row: Measured) -> RoadDefect:
    wanted = (row.type, row.place, row.length, row.width, row.depth, row.mix.pk)
    if defect.pk and wanted == (
        defect.type, defect.place, defect.length, defect.width, defect.depth, defect.mix_id,
    ):  # fmt: skip
        return defect
    defect.type, defect.place = row.type, row.place
    defect.length, defect.width, defect.depth, defect.mix = row.length, row.width, row.depth, row.mix
    defect.save()
    return defect


def change_mix(*, mix: RoadMix, by: User) -> RoadMix:
    """Store a mix. Raises NotAllowed, NotAMix."""
    require(by, CHANGE_MIXES)
    _checked = mix.rule
    mix.save()
    audit.record(by=by, action="road_repair.mix_changed", subject=mix.code)
    return mix


def print_notice(*, work: WorkOrder, by: User, on: date) -> bytes:
    """The notice and the list of whom to call, as PDF; who looked is recorded. Raises NotAllowed, NothingToMove."""
    require(by, RECORD, work)
    cars = selectors.cars_to_move(work)
    if not cars:
        raise NothingToMove(number=work.number)
    with_phones = by.has_perm(SEE_PHONES)
    company = Company.objects.first() or Company(name="")
    audit.record(by=by, action="road_repair.notice_printed", subject=work.number, cars=len(cars), phones=with_phones)
    return draw_notice(work, cars, company, with_phones=with_phones, on=on)

"""Planning a parking lot: drawing it, proposing layouts, and making spaces and a work of the chosen one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.domain.errors import LotIsChosen, LotNameTaken, NotAPrefix, SpaceNumberTaken
from property_ops.modules.parking.domain.lots import drawing
from property_ops.modules.parking.domain.lots.errors import NotAWidth
from property_ops.modules.parking.domain.lots.planned import SpaceLayout, WantedSpaces
from property_ops.modules.parking.domain.lots.standards import NARROWEST_AISLE, SIZES, WIDEST_AISLE, PlannedKind
from property_ops.modules.parking.domain.numbering import NOT_IN_A_NUMBER, number_of
from property_ops.modules.parking.models import LotLayout, ParkingLot, Space
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.reports.plan import plan_of
from property_ops.modules.parking.reports.plan_picture import draw_picture
from property_ops.modules.works.public import PhotoStage, add_photo, create_work

PLAN = "parking.plan"
MARKING = "车位施划"
KIND_IN_REGISTER = {
    PlannedKind.STANDARD: SpaceKind.FIXED,
    PlannedKind.PARALLEL: SpaceKind.FIXED,
    PlannedKind.ACCESSIBLE: SpaceKind.ACCESSIBLE,
    PlannedKind.CHARGING: SpaceKind.CHARGING,
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lot as it comes from the drawing page."""

    name: str
    lot: drawing.Lot
    wanted: WantedSpaces
    aisles: Mapping[int, int]


def draw_lot(*, estate: Estate, drawn: Drawn, by: User) -> ParkingLot:
    """A new lot with its layouts. Raises NotAllowed, NotALot, NoSpaceFits, LotNameTaken."""
    return _store(ParkingLot(estate=estate), drawn, by)


def redraw_lot(*, lot: ParkingLot, drawn: Drawn, by: User) -> ParkingLot:
    """The lot and its layouts anew. Raises NotAllowed, NotALot, NoSpaceFits, LotNameTaken, LotIsChosen."""
    return _store(lot, drawn, by)


@transaction.atomic
def choose_layout(*, layout: LotLayout, prefix: str, first: int, by: User, now: datetime) -> ParkingLot:
    """The layout's spaces stand in the register, numbered from `prefix` and `first`, and a work waits to mark them,
    with the plan as its drawing.

    Raises NotAllowed, LotIsChosen, NotAPrefix, SpaceNumberTaken.
    """
    require(by, PLAN, layout)
    on = timezone.localdate(now)
    if NOT_IN_A_NUMBER.search(prefix) or first < 1:
        raise NotAPrefix(prefix=prefix)
    with locked_transaction("parking lots"):
        lot = ParkingLot.objects.select_related("estate").get(pk=layout.lot_id)
        if lot.chosen_id:
            raise LotIsChosen(lot=lot.name)
        laid_out = layout.laid_out
        spaces = _spaces(lot, laid_out, prefix, first)
        taken = Space.objects.filter(estate=lot.estate, number__in=[space.number for space in spaces]).first()
        if taken:
            raise SpaceNumberTaken(space=taken.number, estate=lot.estate.name)
        work = create_work(
            estate=lot.estate, kind=MARKING, place=lot.name, by=by, on=on, remark=_what_to_mark(laid_out, spaces)
        )
        for space in spaces:
            space.work_order_number = work.number
            space.save()
        lot.chosen, lot.chosen_on, lot.chosen_by = layout, on, by
        lot.prefix, lot.first_number, lot.work_order_number = prefix, first, work.number
        lot.save()
        plan = plan_of(lot.drawn, laid_out, [space.number for space in spaces])
        add_photo(work=work, stage=PhotoStage.DRAWING, data=draw_picture(plan), by=by, now=now, caption=lot.name[:60])
    audit.record(
        by=by,
        action="parking.layout_chosen",
        subject=f"{lot.estate.code} {lot.name}",
        angle=layout.angle,
        spaces=len(spaces),
        numbers=f"{spaces[0].number} – {spaces[-1].number}",
        work=work.number,
    )
    return lot


def _store(lot: ParkingLot, drawn: Drawn, by: User) -> ParkingLot:
    """The search runs before the transaction: it takes seconds, and nobody shall wait for them."""
    from property_ops.modules.parking.domain.lots.layout import propose  # its geometry is slow to import

    require(by, PLAN, lot.estate)
    for width in drawn.aisles.values():
        _check_aisle(width)
    return _keep(lot, drawn, propose(drawn.lot, drawn.wanted, drawn.aisles), by)


@transaction.atomic
def _keep(lot: ParkingLot, drawn: Drawn, layouts: Sequence[SpaceLayout], by: User) -> ParkingLot:
    with locked_transaction("parking lots"):
        if lot.pk:
            lot.refresh_from_db()
        if lot.chosen_id:
            raise LotIsChosen(lot=lot.name)
        if ParkingLot.objects.filter(estate=lot.estate, name=drawn.name).exclude(pk=lot.pk).exists():
            raise LotNameTaken(lot=drawn.name, estate=lot.estate.name)
        _fill(lot, drawn)
        lot.save()
        lot.layouts.all().delete()
        for rank, layout in enumerate(layouts, start=1):
            LotLayout.objects.create(
                lot=lot,
                rank=rank,
                angle=layout.angle,
                space_count=len(layout.spaces),
                line_millimetres=layout.line_millimetres,
                content=LotLayout.content_of(layout),
            )
        best = layouts[0]
        audit.record(
            by=by,
            action="parking.lot_drawn",
            subject=f"{lot.estate.code} {lot.name}",
            layouts=len(layouts),
            spaces=len(best.spaces),
            angle=best.angle,
        )
    return lot


def _fill(lot: ParkingLot, drawn: Drawn) -> None:
    lot.name = drawn.name
    lot.outline = drawing.written(drawn.lot.outline)
    lot.entrances = drawing.written([(*one.at, one.width) for one in drawn.lot.entrances])
    lot.obstacles = drawing.written_obstacles(drawn.lot.obstacles)
    lot.fire_lane, lot.fire_lane_width = drawing.written(drawn.lot.fire_lane), drawn.lot.fire_lane_width
    lot.aisles = {str(angle): width for angle, width in drawn.aisles.items()}
    lot.accessible, lot.accessible_share = drawn.wanted.accessible, drawn.wanted.accessible_share
    lot.charging, lot.charging_share = drawn.wanted.charging, drawn.wanted.charging_share


def _spaces(lot: ParkingLot, layout: SpaceLayout, prefix: str, first: int) -> list[Space]:
    found = []
    for planned in layout.spaces:
        width, length = SIZES[planned.kind]
        number = number_of(prefix, first + planned.number - 1)
        found.append(
            Space(
                estate=lot.estate,
                number=number,
                kind=KIND_IN_REGISTER[planned.kind],
                width=Decimal(width).scaleb(-3),
                length=Decimal(length).scaleb(-3),
            )
        )
    return found


def _what_to_mark(layout: SpaceLayout, spaces: list[Space]) -> str:
    numbers = f"{spaces[0].number}—{spaces[-1].number}"
    return f"车位{len(spaces)}个（{numbers}），标线{layout.line_metres}m"


def _check_aisle(width: int) -> None:
    if not NARROWEST_AISLE <= width <= WIDEST_AISLE:
        least, most = drawing.metres(NARROWEST_AISLE), drawing.metres(WIDEST_AISLE)
        raise NotAWidth(what=gettext_noop("An aisle"), width=drawing.metres(width), least=least, most=most)

"""Road repair as a kind of work, for the slot `work_kinds`."""

from collections.abc import Iterator, Sequence

from property_ops.kernel.quantity import SQUARE_METRES, plain, rounded_up
from property_ops.kernel.text import gettext_noop
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.domain.defects import thinnest
from property_ops.modules.road_repair.models import RoadDefect
from property_ops.modules.works.public import (
    MaterialNeed,
    WeatherLimits,
    WorkEstimate,
    WorkFinding,
    WorkKind,
    WorkOrder,
)

TOO_THIN = gettext_noop("Defect %(number)s: %(mix)s of %(depth)s cm does not hold; %(least)s cm at least.")


def measured(work: WorkOrder) -> list[RoadDefect]:
    return list(selectors.defects_of(work))


def estimate(defects: Sequence[RoadDefect]) -> WorkEstimate:
    """m² with what is to be brought; the place rests until the slowest mix has cured."""
    found = selectors.estimate_of(defects)
    mixes = {defect.mix.code: defect.mix for defect in defects}
    warmest = max((mix.lowest_temperature for mix in mixes.values()), default=None)
    return WorkEstimate(
        found.area,
        ROAD_REPAIR.unit,
        needs=tuple(
            MaterialNeed(mixes[need.mix.code].name, rounded_up(need.quantity, places=2), need.unit, need.mix.code)
            for need in found.needs
        ),
        rest_hours=found.curing_hours,
        weather=WeatherLimits(no_rain=True, lowest_temperature=warmest),
    )


def thin_layers(defects: Sequence[RoadDefect]) -> Iterator[WorkFinding]:
    for defect in defects:
        least = thinnest(defect.mix.rule.family)
        if defect.depth < least:
            facts = {"number": defect.number, "mix": defect.mix.name, "depth": plain(defect.depth), "least": least}
            yield WorkFinding(TOO_THIN, facts)


ROAD_REPAIR = WorkKind(
    "road_repair",
    "路面修补",
    SQUARE_METRES,
    aliases=(
        "道路修补",
        "道路维修",
        "路面维修",
        "道路修复",
        "路面修复",
        "路面硬化",
        "道路硬化",
        "坑槽修补",
        "裂缝修补",
        "沉陷修复",
    ),
    weather=WeatherLimits(no_rain=True, lowest_temperature=10),
    measured=measured,
    estimate=estimate,
    checks=(thin_layers,),
    warranty_months=12,
)

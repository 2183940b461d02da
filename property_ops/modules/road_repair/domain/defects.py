"""Defects of a road: how large they are, and what it takes to mend them. Exact: nothing is rounded here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.quantity import check_size
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

LONGEST, WIDEST = Decimal(1000), Decimal(50)  # metres
DEEPEST = Decimal(100)  # centimetres
CM_PER_M = 100


class DefectType(Worded):
    POTHOLE = "pothole", gettext_noop("pothole")
    CRACK = "crack", gettext_noop("crack")
    SUBSIDENCE = "subsidence", gettext_noop("subsidence")


class DefectFamily(Worded):
    """What a mix is counted in: asphalt by the tonne, concrete by the cubic metre."""

    ASPHALT = "asphalt", gettext_noop("asphalt")
    CONCRETE = "concrete", gettext_noop("concrete")


class NotADefect(BusinessError, ValueError):
    code = "not_a_defect"
    message = gettext_noop("This is no size of a defect.")


class WiderThanLong(NotADefect):
    code = "crack_wider_than_long"
    message = gettext_noop(
        "A crack is longer than wide: %(length)s m long, %(width)s m wide. Swap them, or call it pothole."
    )


class NotAMix(BusinessError, ValueError):
    code = "not_a_mix"
    message = gettext_noop("The density must be above 0, wastage not negative, and the loose factor at least 1.")


@dataclass(frozen=True, slots=True)
class Mix:
    """A mix for mending. `density` in t/m³ as compacted; `wastage` a ratio; `loose_factor` loose ÷ compacted volume."""

    code: str
    family: DefectFamily
    density: Decimal
    wastage: Decimal
    loose_factor: Decimal
    curing_hours: int

    def __post_init__(self) -> None:
        if self.density <= 0 or self.wastage < 0 or self.loose_factor < 1 or self.curing_hours < 0:
            raise NotAMix


@dataclass(frozen=True, slots=True)
class Defect:
    """`length` and `width` in metres, `depth` in centimetres. Raises NotADefect, SizeOutOfRange."""

    type: DefectType
    length: Decimal
    width: Decimal
    depth: Decimal
    mix: str

    def __post_init__(self) -> None:
        check_size(gettext_noop("length"), self.length, most=LONGEST, unit="m")
        check_size(gettext_noop("width"), self.width, most=WIDEST, unit="m")
        check_size(gettext_noop("depth"), self.depth, most=DEEPEST, unit="cm")
        if self.type == DefectType.CRACK and self.width > self.length:
            raise WiderThanLong(length=self.length, width=self.width)

    @property
    def area(self) -> Decimal:
        """m²"""
        return self.length * self.width

    @property
    def volume(self) -> Decimal:
        """m³, as compacted in the road."""
        return self.area * self.depth / CM_PER_M


@dataclass(frozen=True, slots=True)
class MixNeed:
    """What of one mix is to be brought: `quantity` in `unit` with wastage, and `loose` m³ on the lorry."""

    mix: Mix
    volume: Decimal
    quantity: Decimal
    unit: str
    loose: Decimal


@dataclass(frozen=True, slots=True)
class RoadEstimate:
    area: Decimal
    needs: tuple[MixNeed, ...]
    curing_hours: int


def estimate(defects: Iterable[Defect], mixes: Mapping[str, Mix]) -> RoadEstimate:
    """What the defects need together: one need for each mix, in the order of their codes.

    The road is closed until the slowest mix has cured.
    """
    area, volumes = Decimal(0), dict[str, Decimal]()
    for defect in defects:
        area += defect.area
        volumes[defect.mix] = volumes.get(defect.mix, Decimal(0)) + defect.volume
    needs = tuple(need_of(mixes[code], volumes[code]) for code in sorted(volumes))
    return RoadEstimate(area, needs, max((need.mix.curing_hours for need in needs), default=0))


def need_of(mix: Mix, volume: Decimal) -> MixNeed:
    """Asphalt: volume × density × (1 + wastage) tonnes. Concrete: volume × (1 + wastage) m³."""
    with_wastage = volume * (1 + mix.wastage)
    loose = with_wastage * mix.loose_factor
    if mix.family == DefectFamily.ASPHALT:
        return MixNeed(mix, volume, with_wastage * mix.density, "t", loose)
    return MixNeed(mix, volume, with_wastage, "m³", loose)


def thinnest(family: DefectFamily) -> int:
    """The thinnest layer that holds traffic, in cm."""
    return {DefectFamily.ASPHALT: 3, DefectFamily.CONCRETE: 12}[family]

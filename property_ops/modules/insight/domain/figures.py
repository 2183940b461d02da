"""The figures of the manager's table that works give, and which works count for each."""

from dataclasses import dataclass
from enum import StrEnum

from property_ops.kernel.quantity import CUBIC_METRES, METRES, SQUARE_METRES
from property_ops.kernel.text import gettext_noop

AREA, VOLUME, LENGTH = map(frozenset, (SQUARE_METRES, CUBIC_METRES, METRES))
PLACES = frozenset({"处", "个", "块", "条", "张"})


class Counting(StrEnum):
    """What of the accepted works makes the figure: the sum of their quantities, or how many estates had one."""

    QUANTITY = "quantity"
    ESTATES = "estates"


@dataclass(frozen=True, slots=True)
class Figure:
    """`kind` is the code of a kind of work, `units` as the office writes them: a work in another unit is told apart.

    Figures with one `together` stand under a line with their sum. `rare`: left out while nothing is recorded.
    """

    code: str
    label: str
    unit: str
    kind: str
    units: frozenset[str] = frozenset()
    counting: Counting = Counting.QUANTITY
    together: str = ""
    rare: bool = False

    def counts(self, kind: str, unit: str) -> bool:
        return kind == self.kind and (not self.units or unit in self.units)


MISPARKING, MISPARKING_LABEL = "misparking", gettext_noop("wrongly parked cars dealt with")
"""The one figure that comes from the register of parking."""
UNCOUNTED, UNCOUNTED_LABEL = "uncounted", gettext_noop("works that no figure counts")
"""Of one kind and unit."""
AND = "+"
"""Between the codes of figures that are opened together."""
PAINTED = gettext_noop("outer and inner walls painted")

FIGURES = (
    Figure("spaces", gettext_noop("parking spaces planned"), "个", "parking_marking"),
    Figure("road", gettext_noop("road surface repaired"), "㎡", "road_repair", AREA),
    Figure("facades", gettext_noop("façades painted"), "㎡", "facade_painting", AREA, together=PAINTED),
    Figure("inner_walls", gettext_noop("inner walls painted"), "㎡", "inner_painting", AREA, together=PAINTED),
    Figure(
        "rain_sewage",
        gettext_noop("estates with rain and sewage separated"),
        "个",
        "rain_sewage",
        counting=Counting.ESTATES,
    ),
    Figure("overhead_lines", gettext_noop("overhead lines put in order"), "处", "overhead_lines", PLACES),
    Figure("overhead_metres", gettext_noop("overhead lines put in order"), "m", "overhead_lines", LENGTH, rare=True),
    Figure("rubbish", gettext_noop("rubbish cleared"), "m³", "rubbish", VOLUME),
    Figure("signs", gettext_noop("signs removed"), "处", "signs", PLACES),
    Figure("signs_area", gettext_noop("signs removed"), "㎡", "signs", AREA),
    Figure("adverts", gettext_noop("wall adverts cleaned"), "处", "adverts", PLACES),
    Figure("banners", gettext_noop("banners removed"), "处", "banners", PLACES),
    Figure("occupation", gettext_noop("street occupation put in order"), "处", "occupation", PLACES),
    Figure("hoarding_built", gettext_noop("hoarding built"), "㎡", "hoarding_built", AREA),
    Figure("hoarding_repaired", gettext_noop("hoarding repaired"), "㎡", "hoarding_repaired", AREA),
)

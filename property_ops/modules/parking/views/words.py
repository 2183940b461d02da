"""How layouts of a lot are spoken of."""

from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.kernel.quantity import grouped
from property_ops.modules.parking.domain.lots.standards import METRE, PARALLEL, SQUARE


def angle_words(angle: int) -> str:
    if angle == PARALLEL:
        return gettext("parallel (0°)")
    if angle == SQUARE:
        return gettext("square (90°)")
    return gettext("slanted (%(angle)s°)") % {"angle": angle}


def size_words(lot: Any, layout: Any) -> list[tuple[str, str]]:
    """What the facts of a layout and its title block say: how many spaces, of which kinds, how much line and ground."""
    from shapely import Polygon  # slow to import: only who draws pays for it

    laid_out = layout.laid_out
    ground = Decimal(round(Polygon(lot.drawn.outline).area / METRE**2))
    spaces = len(laid_out.spaces)
    return [
        (gettext("Spaces"), str(spaces)),
        *((str(capfirst(gettext(kind.word))), str(count)) for kind, count in laid_out.counts.items()),
        (gettext("Metres of line"), f"{grouped(laid_out.line_metres)} m"),
        (gettext("Ground"), f"{grouped(ground)} ㎡"),
        (gettext("Ground per space"), f"{grouped((ground / spaces).quantize(Decimal('0.1')))} ㎡"),
    ]

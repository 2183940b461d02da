"""The form on which a lot is drawn or typed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.rows import Measure
from property_ops.kernel.errors import BusinessError
from property_ops.modules.parking.domain.lots import drawing
from property_ops.modules.parking.domain.lots.planned import WantedSpaces
from property_ops.modules.parking.domain.lots.standards import (
    AISLES,
    ANGLES,
    FIRE_LANE_WIDTH,
    METRE,
    NARROWEST_AISLE,
    WIDEST_AISLE,
)
from property_ops.modules.parking.services.lots import Drawn

MOST_CHARACTERS = 8000
TREES = _("trees and poles (x,y,diameter); hydrants and turning circles with 栓 or 回 behind")


class Spots(forms.CharField):
    """Coordinates in metres, a point a line; cleaned to what `read` makes of them."""

    def __init__(self, *, read: Callable[[str], Any], rows: int = 3, **more: Any) -> None:
        self.read = read
        super().__init__(
            max_length=MOST_CHARACTERS,
            widget=forms.Textarea(attrs={"rows": rows, "class": "lot-typed", "spellcheck": "false"}),
            **more,
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.read(text)
        except BusinessError as error:
            raise forms.ValidationError(error.sentence(gettext)) from error


def _metres(label: Any, *, least: Decimal, most: Decimal) -> Measure:
    return Measure(label=label, min_value=least, max_value=most, decimal_places=2)


class LotForm(forms.Form):
    name = forms.CharField(label=_("name of the lot"), max_length=40)
    outline = Spots(label=_("outline (x,y in metres, a corner a line)"), read=drawing.read_outline, rows=6)
    entrances = Spots(label=_("entrances (x,y,width)"), read=drawing.read_entrances)
    obstacles = Spots(label=TREES, read=drawing.read_obstacles, required=False)
    fire_lane = Spots(label=_("fire lane (x,y along its middle)"), read=drawing.read_spots, required=False)
    fire_lane_width = _metres(_("width of the fire lane (m)"), least=Decimal(FIRE_LANE_WIDTH) / METRE, most=Decimal(12))
    accessible = forms.IntegerField(label=_("accessible spaces, at least"), min_value=0, max_value=2000)
    accessible_share = Measure(label=_("or of all spaces (%)"), min_value=0, max_value=100, decimal_places=1)
    charging = forms.IntegerField(label=_("charging spaces, at least"), min_value=0, max_value=2000)
    charging_share = Measure(label=_("or of all spaces (%)"), min_value=0, max_value=100, decimal_places=1)

    def __init__(self, *args: Any, estates: Any, lot: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least, most = Decimal(NARROWEST_AISLE) / METRE, Decimal(WIDEST_AISLE) / METRE
        for angle in ANGLES:
            label = _("aisle at %(angle)s° (m)") % {"angle": angle}
            self.fields[f"aisle_{angle}"] = _metres(label, least=least, most=most)
        if lot is None:
            estate = forms.ModelChoiceField(label=_("estate"), queryset=estates.order_by("code"))
            self.fields = {"estate": estate, **self.fields}

    def aisles(self) -> list[Any]:
        return [self[f"aisle_{angle}"] for angle in ANGLES]

    def drawn(self) -> Drawn:
        values = self.cleaned_data
        lot = drawing.Lot(
            outline=values["outline"],
            entrances=values["entrances"],
            obstacles=values["obstacles"],
            fire_lane=values["fire_lane"],
            fire_lane_width=_millimetres(values["fire_lane_width"]),
        )
        wanted = WantedSpaces(
            values["accessible"], values["accessible_share"], values["charging"], values["charging_share"]
        )
        aisles = {angle: _millimetres(values[f"aisle_{angle}"]) for angle in ANGLES}
        return Drawn(values["name"].strip(), lot, wanted, aisles)


def initial_of(lot: Any) -> dict[str, Any]:
    """What the form begins with: the lot as it is, or the usual widths and shares: accessible ones by GB 55019-2021
    2.9.5 (one below a hundred spaces, one of a hundred from there on), a tenth for charging."""
    aisles = lot.aisle_widths if lot else AISLES
    found: dict[str, Any] = {f"aisle_{angle}": _of_millimetres(width) for angle, width in aisles.items()}
    if lot is None:
        shares = {"accessible": 1, "accessible_share": 1, "charging": 0, "charging_share": 10}
        return {**found, **shares, "fire_lane_width": _of_millimetres(FIRE_LANE_WIDTH)}
    names = ("name", "outline", "entrances", "obstacles", "fire_lane", "accessible", "charging")
    found |= {name: getattr(lot, name) for name in names}
    found |= {"accessible_share": lot.accessible_share, "charging_share": lot.charging_share}
    return {**found, "fire_lane_width": _of_millimetres(lot.fire_lane_width)}


def _millimetres(metres: Decimal) -> int:
    return int(metres * METRE)


def _of_millimetres(width: int) -> Decimal:
    return Decimal(width) / METRE

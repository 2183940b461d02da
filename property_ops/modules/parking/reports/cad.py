"""A layout as DXF, in metres, a layer for each kind of thing."""

import io

from property_ops.modules.parking.domain.lots.standards import METRE
from property_ops.modules.parking.reports.plan import Layer, LotPlan

VERSION = "R2010"
COLOURS = {
    Layer.OUTLINE: 7,
    Layer.WAY: 8,
    Layer.FIRE_LANE: 1,
    Layer.ENTRANCE: 30,
    Layer.STANDARD: 7,
    Layer.PARALLEL: 4,
    Layer.ACCESSIBLE: 5,
    Layer.CHARGING: 3,
    Layer.OBSTACLE: 94,
    Layer.NUMBER: 2,
}
"""AutoCAD's colour numbers."""
LETTER_METRES = 0.6
METRIC = 1


def write_dxf(plan: LotPlan) -> bytes:
    from ezdxf import units  # slow to import: only who draws pays for it
    from ezdxf.enums import TextEntityAlignment
    from ezdxf.filemanagement import new

    document = new(VERSION, setup=False, units=units.M)
    document.header["$MEASUREMENT"] = METRIC
    document.styles.get("Standard").dxf.font = "simhei.ttf"
    for layer, colour in COLOURS.items():
        document.layers.add(layer, color=colour)
    space = document.modelspace()
    for figure in plan.figures:
        corners = [(x / METRE, y / METRE) for x, y in figure.corners]
        space.add_lwpolyline(corners, close=True, dxfattribs={"layer": figure.layer})
    for label in plan.labels:
        text = space.add_text(label.text, height=LETTER_METRES, dxfattribs={"layer": Layer.NUMBER})
        text.set_placement((label.at[0] / METRE, label.at[1] / METRE), align=TextEntityAlignment.MIDDLE_CENTER)
    file = io.StringIO()
    document.write(file)
    return file.getvalue().encode(document.output_encoding)

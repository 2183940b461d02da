"""A layout as a picture: for the phone of the crew that marks it."""

import io

from PIL import Image, ImageDraw, ImageFont

from property_ops.framework.pdf.fonts import FILES, FONT_FOLDER, Weight
from property_ops.modules.parking.domain.lots.drawing import Spot
from property_ops.modules.parking.reports.plan import LotPlan
from property_ops.modules.parking.reports.sheet import FILLS, LINES

LONG_SIDE = 2000
INK = "#1B2527"
LETTER = 700
"""The height of a space's number, in millimetres."""


def draw_picture(plan: LotPlan) -> bytes:
    """PNG, the longer side of 2,000 points. Raises FontNotInstalled."""
    per_point = max(plan.width, plan.height) / LONG_SIDE
    sheet = Image.new("RGB", (round(plan.width / per_point), round(plan.height / per_point)), "white")
    pen = ImageDraw.Draw(sheet)

    def at(spot: Spot) -> tuple[float, float]:
        return (spot[0] - plan.left) / per_point, (plan.bottom + plan.height - spot[1]) / per_point

    for figure in plan.figures:
        fill, line = FILLS.get(figure.layer), LINES.get(figure.layer)
        pen.polygon(
            [at(corner) for corner in figure.corners],
            fill=f"#{fill}" if fill else None,
            outline=f"#{line}" if line else INK,
            width=2,
        )
    font = ImageFont.truetype(FONT_FOLDER / FILES[Weight.REGULAR], size=max(10, round(LETTER / per_point)))
    for label in plan.labels:
        pen.text(at(label.at), label.text, fill=INK, font=font, anchor="mm")
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
